/*
 * tracking: the whole rule of what counts as a view (4-tracking.md), as pure functions, plus ingest and figures in plain SQL.
 * Called by: api (hits, visits, beacons, actions, figures) and worker (retention, roll-ups). Its tables are in libs/database/src/migrations: tracking-tables.sql.ts, roll-up-tables.sql.ts.
 * Never: reads the environment, imports an entity or a framework, stores a network address.
 * Order of the flow: identity → classify → spans → view → ingest → reclassify → roll-ups → calls → figures.
 */

export { deviceOf } from './identity/device.js';
export {
  decidePrivacy,
  type PrivacyMode,
  type PrivacySignals,
  type VisitPrivacy,
} from './identity/privacy.js';
export {
  maxEditionLength,
  type PlayedEdition,
  signEdition,
  verifyEdition,
} from './identity/edition-token.js';
export {
  signVisitToken,
  type TokenKeyRing,
  tokenLifetimeMs,
  verifyVisitToken,
  type VisitClaims,
} from './identity/visit-token.js';
export { networkKey, truncateAddress, type Visitor, visitorKey } from './identity/visitor-key.js';

export { type ClassReason, type ClassStep, classSteps, type StepVerdict } from './classify/class-steps.js';
export { type Classification, classify, ruleVersion, versionOf } from './classify/classify.js';
export { explainClass } from './classify/explain-class.js';
export { factsOfRequest, hasOptOutSignal, type RequestHeaders } from './classify/request-facts.js';
export { plainFacts, type TrackingClass, type VisitFacts } from './classify/visit-facts.js';

export {
  type AppliedBeacon,
  applyBeacon,
  nothingPlayed,
  type PlayedBeacon,
  type PlayedState,
  type ReportedEvent,
} from './spans/apply-beacon.js';
export { checkSpan, type ReportedSpan } from './spans/check-span.js';
export { type DropReason, dropReasons } from './spans/drop-reason.js';
export { mediaAllowedMs } from './spans/pace.js';
export { lengthOf, type MediaRange, shareOf, unionOf } from './spans/ranges.js';
export { type RetentionBucket, retentionOf } from './spans/retention.js';

export { decideView, type ViewDecision } from './view/decide-view.js';
export { defaultViewThresholds, idleMs, lateMs, type ViewThresholds } from './view/view-thresholds.js';

export { RateLimiter } from './limits/rate-limiter.js';
export {
  type Bucket,
  type BucketLimit,
  type BucketVerdict,
  takeToken,
  trackingLimits,
} from './limits/token-bucket.js';

export { BeaconBatcher, type BeaconBatcherOptions } from './ingest/beacon-batcher.js';
export type { BeaconOutcome, IncomingBeacon } from './ingest/incoming-beacon.js';
export { IngestOverloadedError } from './ingest/ingest-overloaded.error.js';
export { markInternal, type VisitToMark } from './ingest/mark-internal.js';
export { type OpenedVisit, VisitOpener } from './ingest/open-visit.js';
export { defaultTrackingRetention, purgeTracking, type TrackingRetention } from './ingest/purge-tracking.js';
export {
  type ActionKind,
  type ActionToRecord,
  recordAction,
  type RecordedAction,
} from './ingest/record-action.js';
export { type HitKind, type HitToRecord, recordHit } from './ingest/record-hit.js';
export { type DaySalts, SaltKeeper } from './ingest/salt-keeper.js';
export type { SqlClient, SqlExecutor, SqlPool } from './ingest/sql-executor.js';
export type { Caller, TrackedLink } from './ingest/tracked-link.js';
export type { TrackingEvent } from './ingest/tracking-events.js';
export { anonymiseProspect, changeVisitPrivacy } from './ingest/visit-privacy.js';
export type { VisitToOpen } from './ingest/visit-to-open.js';

export { halfLifeMs, heatOf, scoreAt } from './calls/call-score.js';
export { type CallVisit, signsOf } from './calls/call-signs.js';
export { refreshCalls, workspacesWithCallNews } from './calls/refresh-calls.js';

export { olderRows } from './reclassify/older-rows.query.js';
export {
  latestRun,
  requestRun,
  type RunRequest,
  type RunToTakeUp,
  stopRun,
  takeUpRuns,
} from './reclassify/reclass-runs.js';
export { emptyReport, ReclassTally } from './reclassify/reclass-tally.js';
export { type RerunEnd, rerunHistory, type RerunOptions } from './reclassify/rerun-history.js';

export { catchUp, rebuildWorkspace, workspacesBehind } from './roll-ups/catch-up.js';
export { checkWorkspace, type RollUpCheck, workspaceDueForCheck } from './roll-ups/check-workspace.js';
export { findRollUpDifferences, type RollUpDifferences } from './roll-ups/check-roll-ups.js';

export { campaignFigures } from './figures/campaign-figures.query.js';
export { isClickable } from './figures/clickable.query.js';
export { type Deeds, deeds } from './figures/deeds.query.js';
export type { FiguresScope } from './figures/figures-scope.js';
export { type KeenProspect, keenestProspects } from './figures/keenest-prospects.query.js';
export { type LedgerRequest, linkLedger } from './figures/link-ledger.query.js';
export { rawCampaignFunnel } from './figures/raw/raw-campaign.query.js';
export { rawMembers } from './figures/raw/raw-members.query.js';
export { rawOverview } from './figures/raw/raw-overview.query.js';
export { rawRetention } from './figures/raw/raw-retention.query.js';
export { memberLeaderboard } from './figures/member-leaderboard.query.js';
export { overview } from './figures/overview.query.js';
export { type HistoryRequest, type HistoryRow, prospectHistory } from './figures/prospect-history.query.js';
export { type CallPlace, type CallsRequest, prospectsToCall } from './figures/prospects-to-call.query.js';
export {
  type RecentAction,
  recentActions,
  type RecentActionsRequest,
} from './figures/recent-actions.query.js';
export type { RetentionRequest } from './figures/retention-request.js';
export { videoRetention } from './figures/video-retention.query.js';
export { type ViewSums, viewSums } from './figures/view-sums.query.js';
