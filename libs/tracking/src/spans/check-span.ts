import type { DropReason } from './drop-reason.js';

/** One stretch of playing as the page reports it. `from`, `to`: media milliseconds; `elapsed`: milliseconds of the page's clock. */
export interface ReportedSpan {
  readonly from: number;
  readonly to: number;
  readonly rate: number;
  readonly muted: boolean;
  readonly elapsed: number;
}

/** Bounds of one span. */
export interface SpanLimits {
  /** Longest time a span may cover, milliseconds of real time (× rate gives media time). */
  readonly maxLengthMs: number;
  /** Highest playback rate, times normal speed. */
  readonly maxRate: number;
  /** Tolerance of the page's clock: a factor and an offset in milliseconds. */
  readonly clockFactor: number;
  readonly clockOffsetMs: number;
}

/** The bounds of 4-tracking.md, "On the server", 1 and 2. */
export const defaultSpanLimits: SpanLimits = {
  maxLengthMs: 30_000,
  maxRate: 4,
  clockFactor: 1.1,
  clockOffsetMs: 2_000,
};

/**
 * Judges one span by itself, without knowing the visit.
 *
 * @returns the name of the first check that fails, or null when the span is plausible
 */
export function checkSpan(
  span: ReportedSpan,
  limits: SpanLimits = defaultSpanLimits,
): Extract<DropReason, 'bad_span' | 'too_long' | 'faster_than_time'> | null {
  const { from, to, rate, elapsed } = span;
  if (![from, to, rate, elapsed].every((value) => Number.isFinite(value))) return 'bad_span';
  if (from < 0 || elapsed < 0 || to <= from) return 'bad_span';
  if (rate <= 0 || rate > limits.maxRate) return 'bad_span';
  if (to - from > limits.maxLengthMs * rate) return 'too_long';
  if (to - from > elapsed * rate * limits.clockFactor + limits.clockOffsetMs) return 'faster_than_time';
  return null;
}
