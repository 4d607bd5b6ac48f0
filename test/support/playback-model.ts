import type { ReportedSpan } from '@app/tracking';

/** A beacon as the model sees it. */
export interface ModelBeacon {
  readonly seq: number;
  readonly atMs: number;
  readonly spans: readonly ReportedSpan[];
  readonly hasGesture: boolean;
}

/** What a sequence of beacons must come to. */
export interface ModelResult {
  readonly watchedMs: number;
  readonly acceptedMs: number;
  readonly beaconCount: number;
  readonly drops: Record<string, number>;
  readonly isViewed: boolean;
  readonly isCompleted: boolean;
  readonly milestones: number[];
}

/**
 * The rule of 4-tracking.md once more, slow and plain: one mark per millisecond, one beacon after the other. It shares no line
 * with the library, so that the two can only agree by both being right.
 */
export function playOut(
  durationMs: number,
  openedAtMs: number,
  beacons: readonly ModelBeacon[],
): ModelResult {
  const marks = new Uint8Array(durationMs);
  const seen = new Set<number>();
  const drops: Record<string, number> = {};
  const drop = (name: string) => {
    drops[name] = (drops[name] ?? 0) + 1;
  };
  let [acceptedMs, first, hasGesture, isUnmuted, beaconCount] = [0, Infinity, false, false, 0];
  for (const { seq, atMs, spans, hasGesture: isStart } of beacons) {
    if (atMs > openedAtMs + 24 * 3_600_000) drop('too_late');
    else if (seen.has(seq)) drop('duplicate');
    else {
      seen.add(seq);
      beaconCount += 1;
      hasGesture = hasGesture || isStart;
      first = Math.min(first, atMs);
      for (const { from, to, rate, muted, elapsed } of spans) {
        const media = to - from;
        if (to <= from || from < 0 || !(rate > 0 && rate <= 4)) drop('bad_span');
        else if (media > 30_000 * rate) drop('too_long');
        else if (media > elapsed * rate * 1.1 + 2_000) drop('faster_than_time');
        else if (acceptedMs + media > (atMs - first) * 4 + 30_000) drop('over_pace');
        else if (from >= durationMs) drop('out_of_video');
        else {
          acceptedMs += media;
          isUnmuted = isUnmuted || !muted;
          marks.fill(1, from, Math.min(to, durationMs));
        }
      }
    }
  }
  const watchedMs = marks.reduce((sum, mark) => sum + mark, 0);
  const isViewed = watchedMs > 0 && (hasGesture || isUnmuted) && watchedMs >= Math.min(3_000, durationMs / 2);
  return {
    watchedMs,
    acceptedMs,
    beaconCount,
    drops,
    isViewed,
    isCompleted: watchedMs >= durationMs * 0.9,
    milestones: isViewed
      ? [25, 50, 75, 90].filter((percent) => watchedMs >= (durationMs * percent) / 100)
      : [],
  };
}
