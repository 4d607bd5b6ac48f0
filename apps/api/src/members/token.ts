import { createHash, randomBytes } from 'node:crypto';

/** A new opaque secret of 256 random bits, base64url. */
export const newToken = () => randomBytes(32).toString('base64url');

/** What is kept of a token. The token has 256 random bits, so a plain SHA-256 cannot be guessed back. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest();
