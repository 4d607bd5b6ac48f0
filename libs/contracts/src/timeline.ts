import { z } from 'zod';
import { millisecondsSchema } from './primitives.js';

/**
 * Two clocks of an edited video. *Source time* counts in what was recorded and never changes; *played time* counts in
 * what is left after cutting. Edits are data: the pieces that are kept, in source time. Everything that is stored
 * (watched ranges, captions, chapters) is in source time, so that it stays true after the next edit.
 */

/** A piece of the source that is kept: half-open `[fromMs, toMs)`, source milliseconds. */
export const keptRangeSchema = z
  .object({ fromMs: millisecondsSchema, toMs: millisecondsSchema })
  .refine(({ fromMs, toMs }) => toMs > fromMs, 'A piece ends after it begins')
  .meta({ id: 'KeptRange' });
export type KeptRange = z.infer<typeof keptRangeSchema>;

/** What is kept, in order and without overlap, 1–100 pieces. */
export const keptRangesSchema = z
  .array(keptRangeSchema)
  .min(1)
  .max(100)
  .refine(
    (kept) => kept.every(({ fromMs }, index) => index === 0 || fromMs >= (kept[index - 1]?.toMs ?? 0)),
    'Pieces are in order and do not overlap',
  );

/** The pieces that are kept; null keeps the whole source, so that both times are the same. */
export type Kept = readonly KeptRange[] | null;

/** A span of either time, milliseconds, `from < to`. */
export interface TimeSpan {
  fromMs: number;
  toMs: number;
}

/** How long the kept pieces play together, milliseconds. */
export function keptDurationMs(kept: readonly KeptRange[]): number {
  return kept.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
}

/**
 * The moment of the source that is shown at a moment of playing.
 *
 * @param playedMs 0 … {@link keptDurationMs}; later ones give the end of what is kept
 */
export function toSourceMs(kept: Kept, playedMs: number): number {
  if (!kept) return playedMs;
  let leftMs = Math.max(0, playedMs);
  for (const { fromMs, toMs } of kept) {
    if (leftMs < toMs - fromMs) return fromMs + leftMs;
    leftMs -= toMs - fromMs;
  }
  return kept.at(-1)?.toMs ?? 0;
}

/**
 * The moment of playing at which a moment of the source is shown.
 *
 * @returns null for a moment that was cut out
 */
export function toPlayedMs(kept: Kept, sourceMs: number): number | null {
  if (!kept) return sourceMs;
  let beforeMs = 0;
  for (const { fromMs, toMs } of kept) {
    if (sourceMs >= fromMs && sourceMs < toMs) return beforeMs + sourceMs - fromMs;
    beforeMs += toMs - fromMs;
  }
  return null;
}

/** What is seen of the source while a span plays: one piece, or several where it runs over a cut. */
export function toSourceSpans(kept: Kept, played: TimeSpan): TimeSpan[] {
  if (!kept) return [played];
  let beforeMs = 0;
  return kept.flatMap(({ fromMs, toMs }) => {
    const offsetMs = fromMs - beforeMs;
    const piece = {
      fromMs: Math.max(fromMs, played.fromMs + offsetMs),
      toMs: Math.min(toMs, played.toMs + offsetMs),
    };
    beforeMs += toMs - fromMs;
    return piece.toMs > piece.fromMs ? [piece] : [];
  });
}

/** When a span of the source plays: nothing where it was cut out; pieces that follow one another become one. */
export function toPlayedSpans(kept: Kept, source: TimeSpan): TimeSpan[] {
  if (!kept) return [source];
  const spans: TimeSpan[] = [];
  let beforeMs = 0;
  for (const { fromMs, toMs } of kept) {
    const span = {
      fromMs: beforeMs + Math.max(fromMs, source.fromMs) - fromMs,
      toMs: beforeMs + Math.min(toMs, source.toMs) - fromMs,
    };
    beforeMs += toMs - fromMs;
    const last = spans.at(-1);
    if (span.toMs <= span.fromMs) continue;
    if (last && last.toMs === span.fromMs) last.toMs = span.toMs;
    else spans.push(span);
  }
  return spans;
}
