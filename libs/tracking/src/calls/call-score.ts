import type { FreshSign } from './call-signs.js';

/** After this time a sign is worth half. The same for every sign, so that the order of prospects does not change by waiting. */
export const halfLifeMs = 3 * 24 * 60 * 60 * 1000;

/** Prospects below this many points are not worth a call. */
export const leastScore = 1;

/**
 * How warm a prospect is, as a number that does not change while time passes: the binary logarithm of the score at the
 * beginning of 1970. It can be stored and ordered by; {@link scoreAt} says what it is worth now. −∞ without a sign.
 *
 * Signs of one kind add less and less: the strongest counts whole, the second a quarter, the third a ninth, so that
 * thirty reactions do not outweigh one question.
 */
export function heatOf(signs: readonly FreshSign[]): number {
  const kinds = [...new Set(signs.map(({ kind }) => kind))];
  const exponents = kinds.flatMap((kind) =>
    signs
      .filter((sign) => sign.kind === kind)
      .map(exponentOf)
      .toSorted((a, b) => b - a)
      .map((exponent, index) => exponent - 2 * Math.log2(index + 1)),
  );
  const most = Math.max(...exponents);
  if (most === -Infinity) return -Infinity;
  return most + Math.log2(exponents.reduce((sum, exponent) => sum + 2 ** (exponent - most), 0));
}

const exponentOf = ({ freshPoints, atMs }: FreshSign) => Math.log2(freshPoints) + atMs / halfLifeMs;

/** The score of a heat, 0 or more. @param nowMs server time, milliseconds since 1970 */
export const scoreAt = (heat: number, nowMs: number): number => 2 ** (heat - nowMs / halfLifeMs);

/** The heat that has a score at a moment. @param score above 0 */
export const heatFor = (score: number, nowMs: number): number => Math.log2(score) + nowMs / halfLifeMs;

/** What one sign is worth at a moment. */
export const pointsAt = (sign: FreshSign, nowMs: number): number => scoreAt(exponentOf(sign), nowMs);
