import { type AppliedBeacon, applyBeacon } from '../spans/apply-beacon.js';
import type { DropReason } from '../spans/drop-reason.js';
import { type SettledVisit, settleVisit } from './settle-visit.js';
import { lateMs } from '../view/view-thresholds.js';
import { BeaconLog } from './beacon-log.js';
import type { BeaconOutcome, IncomingBeacon } from './incoming-beacon.js';
import { countDrops, type Drop } from './drop-counts.js';
import type { Transaction } from './sql-executor.js';
import { type TrackingEvent, writeEvents } from './tracking-events.js';
import { lockVisits, saveVisits, type VisitRow } from './visit-row.js';

/** A visit cannot have more beacons: one in ten seconds makes 8,640 in the 24 h it lives. */
export const maxBeaconsPerVisit = 10_000;

/**
 * Writes a batch of beacons inside the caller's transaction: keys, pacing, union, class, view, events, counters of drops
 * (4-tracking.md, "On the server", 3–6). The result is that of the same beacons one by one in the order of arrival.
 *
 * @returns one outcome for each beacon, in the order given
 */
export async function commitBeacons(
  client: Transaction,
  beacons: readonly IncomingBeacon[],
): Promise<BeaconOutcome[]> {
  const ids = beacons.flatMap(({ claims }) => claims?.visitId ?? []);
  const visits = await lockVisits(client, ids);
  const log = await BeaconLog.read(client, visits, beacons);
  const tally = new BatchTally();
  const outcomes = new Map<number, BeaconOutcome>();
  for (const [index, beacon] of inOrderOfArrival(beacons)) {
    const visit = beacon.claims ? visits.get(beacon.claims.visitId) : undefined;
    const refusal = refusalOf(visit, beacon, log);
    if (!visit || refusal) outcomes.set(index, tally.refuse(beacon, refusal ?? 'bad_token', visit));
    else {
      const applied = applyBeacon(visit.played, beacon);
      const news = { atMs: beacon.receivedAtMs, played: applied.state };
      const settled = settleVisit(visit, news);
      visits.set(visit.id, settled.visit);
      log.add(visit, beacon, applied);
      outcomes.set(index, tally.accept(beacon, applied, settled));
    }
  }
  await log.write(client);
  await tally.write(client);
  // Every beacon has an outcome: the loop ran over the same list.
  return beacons.map((_, index) => outcomes.get(index) as BeaconOutcome);
}

/** Equal times are ordered by load and seq, so that a shuffle within one moment changes nothing. */
function inOrderOfArrival(beacons: readonly IncomingBeacon[]): [index: number, beacon: IncomingBeacon][] {
  return [...beacons.entries()].toSorted(
    ([, a], [, b]) =>
      a.receivedAtMs - b.receivedAtMs || (a.claims?.load ?? 0) - (b.claims?.load ?? 0) || a.seq - b.seq,
  );
}

function refusalOf(visit: VisitRow | undefined, beacon: IncomingBeacon, log: BeaconLog): DropReason | null {
  if (!beacon.claims) return 'bad_token';
  if (!visit) return 'unknown_visit';
  if (beacon.receivedAtMs - visit.openedAtMs > lateMs) return 'too_late';
  if (log.has(visit, beacon)) return 'duplicate';
  return visit.played.beaconCount >= maxBeaconsPerVisit ? 'too_many' : null;
}

/** What one batch changes beside the log of beacons: visits, events and counters. */
class BatchTally {
  private readonly visits = new Map<string, VisitRow>();
  private readonly events: TrackingEvent[] = [];
  private readonly drops: Drop[] = [];

  refuse(beacon: IncomingBeacon, reason: DropReason, visit: VisitRow | undefined): BeaconOutcome {
    this.drops.push({ reason, workspaceId: visit?.workspaceId ?? null, atMs: beacon.receivedAtMs });
    return { result: reason, acceptedSpans: 0 };
  }

  accept(beacon: IncomingBeacon, applied: AppliedBeacon, { visit, events }: SettledVisit): BeaconOutcome {
    this.visits.set(visit.id, visit);
    this.events.push(...events);
    for (const { reason } of applied.drops)
      this.drops.push({ reason, workspaceId: visit.workspaceId, atMs: beacon.receivedAtMs });
    return { result: 'stored', acceptedSpans: applied.ranges.length };
  }

  async write(client: Transaction): Promise<void> {
    await saveVisits(client, [...this.visits.values()]);
    await countDrops(client, this.drops);
    await writeEvents(client, this.events);
  }
}
