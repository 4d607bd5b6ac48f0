import type { VisitClaims } from '../identity/visit-token.js';
import type { ReportedEvent } from '../spans/apply-beacon.js';
import type { ReportedSpan } from '../spans/check-span.js';
import type { DropReason } from '../spans/drop-reason.js';

/** A beacon as it arrived. `claims`: those of its token, null when the token was refused. `receivedAtMs`: server time. */
export interface IncomingBeacon {
  readonly claims: VisitClaims | null;
  /** Counts up within one load of the page; (visit, load, seq) is a key. 0 to 2³¹ − 1. */
  readonly seq: number;
  readonly spans: readonly ReportedSpan[];
  readonly events: readonly ReportedEvent[];
  readonly receivedAtMs: number;
}

/** What became of a beacon: `stored`, or the name of the drop. `acceptedSpans` of its spans were counted. */
export interface BeaconOutcome {
  readonly result: 'stored' | DropReason;
  readonly acceptedSpans: number;
}
