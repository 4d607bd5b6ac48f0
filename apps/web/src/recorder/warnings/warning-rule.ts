import type { Measurement, WarningKind } from './measurement';

/** `unknown` neither raises a warning nor takes it away. */
export type Verdict = 'bad' | 'good' | 'unknown';

/** How long the past is that a rule may look at, in milliseconds. */
export const memoryMs = 30_000;

/** One thing that may be wrong: how it is told, and how sure one has to be. */
export interface WarningRule {
  readonly warning: WarningKind;
  /** Bad for this long without a break → the warning appears. */
  readonly onAfterMs: number;
  /** Good for this long without a break → it goes away. */
  readonly offAfterMs: number;
  /**
   * Pure: the same measurements give the same verdict.
   * @param now the newest measurement
   * @param past those of the last {@link memoryMs} without a gap, oldest first, `now` last
   */
  judge(now: Measurement, past: readonly Measurement[]): Verdict;
}

/** The measurements of the last so many milliseconds. @returns empty when the past does not reach back that far */
export function lastOf(past: readonly Measurement[], spanMs: number): readonly Measurement[] {
  const beginMs = (past.at(-1)?.atMs ?? 0) - spanMs;
  if ((past[0]?.atMs ?? Number.POSITIVE_INFINITY) > beginMs) return [];
  return past.filter(({ atMs }) => atMs > beginMs);
}
