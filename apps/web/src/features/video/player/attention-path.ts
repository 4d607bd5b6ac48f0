import type { Retention } from '@app/contracts';

type Bucket = Retention['buckets'][number];

/**
 * The attention curve as an SVG path in a box of `width` × `height` that spans the video's whole length, so that
 * every point stands above its moment.
 */
export function attentionLine(
  buckets: readonly Bucket[],
  durationMs: number,
  width: number,
  height: number,
): string {
  if (buckets.length === 0 || durationMs <= 0) return '';
  const x = (ms: number) => round((Math.min(ms, durationMs) / durationMs) * width);
  const y = (share: number) => round(height - share * height);
  const middles = buckets.map(({ fromMs, toMs, curve }) => `${x((fromMs + toMs) / 2)} ${y(curve)}`);
  const first = buckets[0]?.curve ?? 0;
  const last = buckets.at(-1)?.curve ?? 0;
  return `M0 ${y(first)} L${middles.join(' L')} L${width} ${y(last)}`;
}

/** Strength of each bucket's heat against the hottest one, 0–1. */
export function heatShares(buckets: readonly Bucket[]): number[] {
  const most = Math.max(0, ...buckets.map(({ heat }) => heat));
  return buckets.map(({ heat }) => (most > 0 ? heat / most : 0));
}

/** The heat as a CSS gradient over the video's length: the hotter a moment, the stronger its colour. */
export function heatGradient(buckets: readonly Bucket[], durationMs: number): string | undefined {
  if (buckets.length === 0 || durationMs <= 0) return undefined;
  const shares = heatShares(buckets);
  const percent = (ms: number) => `${round((100 * Math.min(ms, durationMs)) / durationMs)}%`;
  const stops = buckets.map(
    ({ fromMs, toMs }, index) =>
      `rgb(217 131 36 / ${round(shares[index] ?? 0)}) ${percent(fromMs)} ${percent(toMs)}`,
  );
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

/** The bucket that holds a moment. @param atMs media milliseconds */
export function bucketAt(buckets: readonly Bucket[], atMs: number): Bucket | undefined {
  return buckets.find(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
}

/** Where people leave, and what shares watched before and after it. */
export interface LeavingPoint {
  readonly atMs: number;
  readonly before: number;
  readonly after: number;
}

/** Of fewer views a fall of the curve is one person. */
const leastViews = 5;
/** Over so much of the video a fall is one event. */
const fallShare = 0.06;
/** Smaller falls are everywhere, and so is leaving at the very end. */
const leastFall = 0.1;
const endShare = 0.95;

/**
 * Where the curve falls most within a few seconds: the moment of its steepest step there.
 * @returns undefined where it does not fall by a tenth of all views anywhere before the end, and of few views
 */
export function leavingPoint(
  { buckets, viewCount }: Pick<Retention, 'buckets' | 'viewCount'>,
  durationMs: number,
): LeavingPoint | undefined {
  if (viewCount < leastViews) return undefined;
  const reachMs = durationMs * fallShare;
  const falls = buckets.flatMap((from, index) => {
    const within = buckets
      .slice(index + 1)
      .filter(({ toMs }) => toMs <= from.toMs + reachMs && toMs <= durationMs * endShare);
    const lowest = within.toSorted((one, other) => one.curve - other.curve)[0];
    const atMs = steepestMs([from, ...within]);
    return lowest ? [{ atMs, before: from.curve, after: lowest.curve }] : [];
  });
  const deepest = falls.toSorted((one, other) => fallOf(other) - fallOf(one))[0];
  return deepest && fallOf(deepest) >= leastFall ? deepest : undefined;
}

/** Between which two neighbours the curve falls most. */
function steepestMs(buckets: readonly Bucket[]): number {
  const steps = buckets
    .slice(1)
    .map(({ fromMs, curve }, index) => ({ atMs: fromMs, fall: (buckets[index]?.curve ?? 0) - curve }));
  return steps.toSorted((one, other) => round(other.fall) - round(one.fall))[0]?.atMs ?? 0;
}

const fallOf = ({ before, after }: LeavingPoint) => before - after;

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
