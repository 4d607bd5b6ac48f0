import { randomBytes } from 'node:crypto';

/** A new slug: 144 random bits, 24 characters of base64url. */
export const newSlug = () => randomBytes(18).toString('base64url');
