import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a visit's token names. The page can read it and cannot change it. */
export interface VisitClaims {
  readonly visitId: string;
  readonly linkId: string;
  readonly videoId: string;
  /** Version of the published video the page plays. */
  readonly videoVersion: number;
  /** Length of that version, milliseconds. */
  readonly durationMs: number;
  /** Which load of the page this is within the visit, from 1: a reloaded page counts its beacons from 0 again. */
  readonly load: number;
  /** Server time of issue, milliseconds since 1970. */
  readonly issuedAtMs: number;
}

/** Keys that sign tokens: the first signs, all verify. To rotate, put a new key first and remove the old one 24 h later. */
export type TokenKeyRing = readonly { readonly id: string; readonly secret: string | Uint8Array }[];

/** A token is good for this long, milliseconds (4-tracking.md, "On the page"). */
export const tokenLifetimeMs = 24 * 60 * 60 * 1000;

/** Longest token that is looked at, characters. */
const maxTokenLength = 1000;

/**
 * Signs a visit's token: `v1.<key id>.<claims>.<HMAC-SHA256>`, each part base64url.
 *
 * @param keys the first key signs
 * @throws Error when the ring is empty
 */
export function signVisitToken(claims: VisitClaims, keys: TokenKeyRing): string {
  const key = keys[0];
  if (!key) throw new Error('No key to sign visit tokens with.');
  const { visitId, linkId, videoId, videoVersion, durationMs, load, issuedAtMs } = claims;
  const body = JSON.stringify([visitId, linkId, videoId, videoVersion, durationMs, load, issuedAtMs]);
  const signed = `v1.${encode(key.id)}.${encode(body)}`;
  return `${signed}.${mac(signed, key.secret).toString('base64url')}`;
}

/**
 * Reads a visit's token, in the same time whichever part of the signature is wrong.
 *
 * @param nowMs server time, milliseconds since 1970
 * @returns the claims; null when the token is malformed, forged, signed by an unknown key, expired or from the future (`bad_token`)
 */
export function verifyVisitToken(token: string, keys: TokenKeyRing, nowMs: number): VisitClaims | null {
  if (typeof token !== 'string' || token.length > maxTokenLength) return null;
  const [version, keyId, body, signature, ...more] = token.split('.');
  if (version !== 'v1' || keyId === undefined || body === undefined || !signature || more.length > 0)
    return null;
  const key = keys.find(({ id }) => encode(id) === keyId);
  if (!key) return null;
  const expected = mac(`v1.${keyId}.${body}`, key.secret);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  // base64url tolerates stray bits at the end: only the spelling we signed is good.
  if (given.toString('base64url') !== signature) return null;
  return freshClaims(Buffer.from(body, 'base64url').toString(), nowMs);
}

/** The body was signed by us, so its shape is known. */
function freshClaims(body: string, nowMs: number): VisitClaims | null {
  type Fields = [string, string, string, number, number, number, number];
  const [visitId, linkId, videoId, videoVersion, durationMs, load, issuedAtMs] = JSON.parse(body) as Fields;
  const ageMs = nowMs - issuedAtMs;
  // Clocks of two API processes may differ by a little, not by more than a minute.
  if (ageMs > tokenLifetimeMs || ageMs < -60_000) return null;
  return { visitId, linkId, videoId, videoVersion, durationMs, load, issuedAtMs };
}

const encode = (text: string) => Buffer.from(text).toString('base64url');
const mac = (text: string, secret: string | Uint8Array) => createHmac('sha256', secret).update(text).digest();
