/** What makes a visit a view (4-tracking.md, "A view"). Settings of a workspace; lengths in milliseconds, shares 0–1. */
export interface ViewThresholds {
  /** Watched at least this long … */
  readonly viewMs: number;
  /** … or this share of the video, whichever is less. */
  readonly viewShare: number;
  /** Muted autoplay must have been watched at least this long. */
  readonly mutedViewMs: number;
  /** Share from which a visit is completed. */
  readonly completedShare: number;
  /** Percentages that are told, ascending. */
  readonly milestones: readonly number[];
}

/** The thresholds of 4-tracking.md. */
export const defaultViewThresholds: ViewThresholds = {
  viewMs: 3_000,
  viewShare: 0.5,
  mutedViewMs: 10_000,
  completedShare: 0.9,
  milestones: [25, 50, 75, 90],
};

/** A visit ends after this long without a sign of life; the next opening is a new one. Milliseconds. */
export const idleMs = 30 * 60 * 1000;

/** Beacons count until this long after the visit opened. Milliseconds. */
export const lateMs = 24 * 60 * 60 * 1000;
