import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long a page stays open after its password was given, milliseconds: 12 hours. */
export const unlockLifetimeMs = 12 * 60 * 60 * 1000;

const sign = (slug: string, until: string, passwordHash: string, secret: Buffer) =>
  createHmac('sha256', secret).update(`${slug}\n${until}\n${passwordHash}`).digest('base64url');

/** A token that opens one link's page and media until it expires or the link's password is changed. */
export function signUnlockToken(
  link: { slug: string; passwordHash: string },
  secret: Buffer,
  now: number,
): string {
  const until = String(now + unlockLifetimeMs);
  return `${until}.${sign(link.slug, until, link.passwordHash, secret)}`;
}

/** Whether the token opens this link now; compares in constant time. */
export function isUnlockedBy(
  token: string,
  link: { slug: string; passwordHash: string },
  secret: Buffer,
  now: number,
): boolean {
  const [until = '', signature = ''] = token.split('.');
  const expected = Buffer.from(sign(link.slug, until, link.passwordHash, secret));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected) && Number(until) > now;
}
