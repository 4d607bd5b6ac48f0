/** Half-open range `[from, to)` of whole media milliseconds, 0 ≤ from < to ≤ 2³¹ − 1. */
export type MediaRange = readonly [from: number, to: number];

/**
 * Union of ranges, as PostgreSQL's `int4multirange` normalises it: sorted, disjoint, and ranges that touch are one.
 * Source: 4-tracking.md, "On the server", 4.
 *
 * @param ranges in any order, overlapping or not; empty ones are ignored
 */
export function unionOf(ranges: readonly MediaRange[]): MediaRange[] {
  const sorted = ranges.filter(([from, to]) => to > from).toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const union: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = union.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else union.push([from, to]);
  }
  return union;
}

/** Length of disjoint ranges together, milliseconds. Take {@link unionOf} first when they may overlap. */
export function lengthOf(ranges: readonly MediaRange[]): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from, 0);
}

/**
 * Share of the video that was watched, 0–1.
 *
 * @param ranges in any order; each is clamped to the video
 * @param durationMs 0 or more; 0 gives a share of 0
 */
export function shareOf(ranges: readonly MediaRange[], durationMs: number): number {
  if (durationMs <= 0) return 0;
  const inside = ranges.map((range) => clampRange(range, durationMs));
  return lengthOf(unionOf(inside)) / durationMs;
}

/** The part of a range inside `[0, durationMs)`; empty (`to ≤ from`) when nothing of it is inside. */
export function clampRange([from, to]: MediaRange, durationMs: number): MediaRange {
  return [Math.max(0, from), Math.min(to, durationMs)];
}

/** Text of an `int4multirange`, e.g. `{[0,1000),[2000,3000)}`. */
export function toMultirange(ranges: readonly MediaRange[]): string {
  return `{${ranges.map(([from, to]) => `[${from},${to})`).join(',')}}`;
}

/** Reads the text that PostgreSQL gives for an `int4multirange` or for an `int4range[]`. */
export function fromMultirange(text: string): MediaRange[] {
  return [...text.matchAll(/\[(\d+),(\d+)\)/g)].map((match): MediaRange => [
    Number(match[1]),
    Number(match[2]),
  ]);
}
