import { clampRange, lengthOf, type MediaRange, unionOf } from './ranges.js';

/** One slice of the video. `curve`: share of viewers that saw at least half of it, 0–1; `heat`: times it was played in all, re-watching included. */
export interface RetentionBucket {
  readonly fromMs: number;
  readonly toMs: number;
  readonly curve: number;
  readonly heat: number;
}

/** What one viewer played: every accepted range, overlaps kept. */
export type PlayedRanges = readonly MediaRange[];

/** Borders of bucket `index` of `count`, whole milliseconds; together the buckets cover `[0, durationMs)` without a gap. */
export function bucketBorders(index: number, count: number, durationMs: number): MediaRange {
  return [Math.floor((index * durationMs) / count), Math.floor(((index + 1) * durationMs) / count)];
}

/**
 * Retention curve and heat map of a video (4-tracking.md, "On the server", 4: re-watching feeds the heat only).
 *
 * @param viewers one list of played ranges per view
 * @param durationMs length of the video, 0 or more
 * @param count number of buckets, 1 or more; fewer come back when the video has fewer milliseconds
 */
export function retentionOf(
  viewers: readonly PlayedRanges[],
  durationMs: number,
  count: number,
): RetentionBucket[] {
  const buckets = Math.min(Math.max(1, Math.floor(count)), Math.max(0, durationMs));
  const unions = viewers.map((ranges) => unionOf(ranges));
  return Array.from({ length: buckets }, (_, index) => {
    const border = bucketBorders(index, buckets, durationMs);
    const size = border[1] - border[0];
    const seen = unions.filter((union) => overlapMs(union, border) * 2 >= size).length;
    const played = viewers.reduce((sum, ranges) => sum + overlapMs(ranges, border), 0);
    return {
      fromMs: border[0],
      toMs: border[1],
      curve: viewers.length === 0 ? 0 : seen / viewers.length,
      heat: played / size,
    };
  });
}

function overlapMs(ranges: readonly MediaRange[], [from, to]: MediaRange): number {
  return lengthOf(
    ranges
      .map(([start, end]): MediaRange => {
        const [, clampedEnd] = clampRange([start, end], to);
        return [Math.max(start, from), clampedEnd];
      })
      .filter(([start, end]) => end > start),
  );
}
