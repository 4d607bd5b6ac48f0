import { defaultViewRule, type ViewRule } from '@app/contracts';

/** What makes a visit a view (4-tracking.md, "A view"): the rule of its workspace, and what is told on the way. */
export interface ViewThresholds extends Readonly<ViewRule> {
  /** Percentages that are told, ascending. */
  readonly milestones: readonly number[];
}

/** The thresholds of 4-tracking.md. */
export const defaultViewThresholds: ViewThresholds = {
  ...defaultViewRule,
  milestones: [25, 50, 75, 90],
};

/** A visit ends after this long without a sign of life; the next opening is a new one. Milliseconds. */
export const idleMs = 30 * 60 * 1000;

/** Beacons count until this long after the visit opened. Milliseconds. */
export const lateMs = 24 * 60 * 60 * 1000;
