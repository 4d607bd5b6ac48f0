import type { TrackingClass } from '../classify/visit-facts.js';
import type { PlayedState } from '../spans/apply-beacon.js';
import { lengthOf } from '../spans/ranges.js';
import { defaultViewThresholds, type ViewThresholds } from './view-thresholds.js';

/** What a visit amounts to. */
export interface ViewDecision {
  /** Shown grey, never notifies. */
  readonly isOpened: boolean;
  readonly isView: boolean;
  readonly isCompleted: boolean;
  /** Percentages reached, ascending. */
  readonly milestones: readonly number[];
  readonly watchedMs: number;
  /** 0–1. */
  readonly watchedShare: number;
}

/**
 * Decides what a visit amounts to (4-tracking.md, "A view"). Pure; every part can only be gained by playing more.
 *
 * @param trackingClass the visit's class with all facts known so far
 * @param played its accepted playback; `watched` must be a union
 */
export function decideView(
  trackingClass: TrackingClass,
  played: PlayedState,
  thresholds: ViewThresholds = defaultViewThresholds,
): ViewDecision {
  const isHuman = trackingClass === 'human';
  const watchedMs = lengthOf(played.watched);
  const watchedShare = played.durationMs > 0 ? watchedMs / played.durationMs : 0;
  return {
    isOpened: isHuman,
    isView: isHuman && played.beaconCount > 0 && isWatchedEnough(watchedMs, played, thresholds),
    isCompleted: watchedMs > 0 && watchedShare >= thresholds.completedShare,
    milestones: thresholds.milestones.filter(
      (percent) => watchedMs * 100 >= played.durationMs * percent && watchedMs > 0,
    ),
    watchedMs,
    watchedShare,
  };
}

function isWatchedEnough(watchedMs: number, played: PlayedState, thresholds: ViewThresholds): boolean {
  if (watchedMs === 0) return false;
  if (played.isStartedByGesture || played.wasUnmuted)
    return watchedMs >= Math.min(thresholds.viewMs, played.durationMs * thresholds.viewShare);
  return played.hasInput && watchedMs >= thresholds.mutedViewMs;
}
