import type { AppliedBeacon } from '../spans/apply-beacon.js';
import type { IncomingBeacon } from './incoming-beacon.js';
import type { SqlExecutor } from './sql-executor.js';
import type { VisitRow } from './visit-row.js';

/**
 * Key of a beacon within its visit: the load of the page and the page's own count. A reloaded page counts from 0 again
 * and must not be taken for a repeat of the first load. Below 2⁵³.
 */
const seqOf = ({ claims, seq }: IncomingBeacon) => (claims?.load ?? 1) * 2 ** 32 + seq;
const keyOf = (visitId: string, seq: number) => `${visitId} ${seq}`;

/** The append-only log of beacons, as far as one batch touches it. Its visits must be locked: then no key can appear in between. */
export class BeaconLog {
  private readonly rows: Record<string, unknown>[] = [];

  private constructor(private readonly keys: Set<string>) {}

  /** Reads which of the batch's beacons are in the log already. */
  static async read(
    client: SqlExecutor,
    visits: ReadonlyMap<string, VisitRow>,
    beacons: readonly IncomingBeacon[],
  ): Promise<BeaconLog> {
    const asked = beacons.flatMap((beacon) => {
      const visit = visits.get(beacon.claims?.visitId ?? '');
      return visit ? [{ visit_day: visit.visitDay, visit_id: visit.id, seq: seqOf(beacon) }] : [];
    });
    if (asked.length === 0) return new BeaconLog(new Set());
    const { rows } = await client.query<{ visitId: string; seq: number }>(
      // Key by key ("offset 0"): a join might read all of a small log, and its plan is kept while the log grows.
      `select n.visit_id as "visitId", n.seq::float8 as seq
       from jsonb_to_recordset($1::jsonb) as n(visit_day date, visit_id uuid, seq bigint)
       where exists (select from beacons b where b.visit_day = n.visit_day and b.visit_id = n.visit_id and b.seq = n.seq offset 0)`,
      [JSON.stringify(asked)],
    );
    return new BeaconLog(new Set(rows.map(({ visitId, seq }) => keyOf(visitId, seq))));
  }

  /** Whether the beacon is a repeat, of an earlier batch or of this one. */
  has(visit: VisitRow, beacon: IncomingBeacon): boolean {
    return this.keys.has(keyOf(visit.id, seqOf(beacon)));
  }

  /** Takes a beacon into the log: what was reported, what was accepted of it, and why the rest was not. */
  add(visit: VisitRow, beacon: IncomingBeacon, { ranges, drops }: AppliedBeacon): void {
    const seq = seqOf(beacon);
    this.keys.add(keyOf(visit.id, seq));
    this.rows.push({
      visit_day: visit.visitDay,
      visit_id: visit.id,
      seq,
      received_at: new Date(beacon.receivedAtMs).toISOString(),
      ranges: `{${ranges.map(([from, to]) => `"[${from},${to})"`).join(',')}}`,
      spans: beacon.spans,
      events: beacon.events,
      drops,
    });
  }

  /** Writes what was added. */
  async write(client: SqlExecutor): Promise<void> {
    if (this.rows.length === 0) return;
    await client.query(
      `insert into beacons (visit_day, visit_id, seq, received_at, ranges, spans, events, drops)
       select visit_day, visit_id, seq, received_at, ranges::int4range[], spans, events, drops
       from jsonb_to_recordset($1::jsonb) as n(visit_day date, visit_id uuid, seq bigint, received_at timestamptz, ranges text,
         spans jsonb, events jsonb, drops jsonb)`,
      [JSON.stringify(this.rows)],
    );
  }
}
