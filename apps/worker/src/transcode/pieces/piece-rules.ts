/** When and how videos are encoded in pieces. */
export interface PieceRules {
  /** Shortest video, ms: dividing and joining costs a second or two. */
  fromMs: number;
  /** Shortest piece that is asked for, ms. Each costs two and a half seconds of picture more than its own. */
  shortestMs: number;
  /** Longest piece, ms: what a worker that dies has done in vain. */
  longestMs: number;
}

/** The rules of the product; tests have their own. */
export const pieceRules: PieceRules = { fromMs: 180_000, shortestMs: 30_000, longestMs: 60_000 };

/** Pieces for every one that can be encoded at a time: with fewer the last one keeps everybody waiting. */
const rounds = 3;

/** @returns how long pieces should be, ms. @param slots pieces that can be encoded at a time, 1 or more */
export function pieceLengthMs(
  { shortestMs, longestMs }: PieceRules,
  durationMs: number,
  slots: number,
): number {
  return Math.min(longestMs, Math.max(shortestMs, Math.round(durationMs / (slots * rounds))));
}

/** Injection token of the rules. */
export const PIECE_RULES = Symbol('piece rules');
