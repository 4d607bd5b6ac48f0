/** Privacy mode of a workspace or visit (4-tracking.md, "Privacy"). */
export type PrivacyMode = 'aggregate' | 'notice' | 'consent';

/** What the person's browser and the person said. */
export interface PrivacySignals {
  /** `Sec-GPC: 1` or `DNT: 1` was sent. */
  readonly hasOptOutSignal: boolean;
  /** The person accepted in so many words. */
  readonly hasAccepted: boolean;
  /** The person pressed the notice's opt-out. */
  readonly hasOptedOut: boolean;
}

/** How one visit is treated: the mode stored with it, and whether it may be joined to the prospect. */
export interface VisitPrivacy {
  readonly mode: PrivacyMode;
  readonly isPersonal: boolean;
}

/** Decides how a visit is treated. An opt-out always wins; an explicit acceptance wins over the browser's signal. */
export function decidePrivacy(workspaceMode: PrivacyMode, signals: PrivacySignals): VisitPrivacy {
  if (workspaceMode === 'aggregate' || signals.hasOptedOut) return { mode: 'aggregate', isPersonal: false };
  if (signals.hasAccepted) return { mode: workspaceMode, isPersonal: true };
  if (signals.hasOptOutSignal) return { mode: 'aggregate', isPersonal: false };
  return { mode: workspaceMode, isPersonal: workspaceMode === 'notice' };
}
