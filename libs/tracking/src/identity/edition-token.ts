import type { Kept, KeptRange } from '@app/contracts';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { TokenKeyRing } from './visit-token.js';

/** What a page plays: a published version of the video, or the part of it that newer edits have left. */
export interface PlayedEdition {
  /** The published attempt. */
  readonly version: number;
  /** How long it plays, milliseconds; 0 when unknown. */
  readonly durationMs: number;
  /** The pieces of the source that are played; null: the whole. */
  readonly kept: Kept;
}

/** Longest token that is looked at, characters: a hundred pieces of a video of four hours. */
export const maxEditionLength = 4_000;

/**
 * Signs what a page plays, so that its visit is counted by that and not by what was published a moment later. It says
 * nothing secret and never expires: a page that stood open for a day still plays what it played.
 * @param keys the first key signs
 */
export function signEdition(videoId: string, edition: PlayedEdition, keys: TokenKeyRing): string {
  const { version, durationMs, kept } = edition;
  const pieces = kept && kept.flatMap(({ fromMs, toMs }) => [fromMs, toMs]);
  const body = Buffer.from(JSON.stringify([version, durationMs, pieces])).toString('base64url');
  const [key] = keys;
  if (!key) throw new Error('No key to sign editions with.');
  return `${body}.${mac(videoId, body, key.secret).toString('base64url')}`;
}

/**
 * Reads an edition of a video.
 * @returns null when it is malformed, forged, of another video, or signed by a key that is gone
 */
export function verifyEdition(token: string, videoId: string, keys: TokenKeyRing): PlayedEdition | null {
  const [body, signature, ...more] = token.length <= maxEditionLength ? token.split('.') : [];
  if (!body || !signature || more.length > 0) return null;
  const given = Buffer.from(signature, 'base64url');
  const isSigned = keys.some(({ secret }) => {
    const expected = mac(videoId, body, secret);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!isSigned) return null;
  // The body was signed by us, so its shape is known.
  const [version, durationMs, pieces] = JSON.parse(Buffer.from(body, 'base64url').toString()) as Signed;
  return { version, durationMs, kept: pieces && piecesOf(pieces) };
}

type Signed = [version: number, durationMs: number, pieces: number[] | null];

const piecesOf = (borders: readonly number[]): KeptRange[] =>
  Array.from({ length: borders.length / 2 }, (_, index) => ({
    fromMs: borders[index * 2] ?? 0,
    toMs: borders[index * 2 + 1] ?? 0,
  }));

const mac = (videoId: string, body: string, secret: string | Uint8Array) =>
  createHmac('sha256', secret).update(`edition ${videoId} ${body}`).digest();
