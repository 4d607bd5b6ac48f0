import { removeOldSalts } from './salt-keeper.js';
import type { SqlPool } from './sql-executor.js';

/** How long tracking keeps what, in days. */
export interface TrackingRetention {
  /** 1 or more. */
  readonly beaconDays: number;
  /** 1–760; hits and actions go with the visits. */
  readonly visitDays: number;
}

/** Retention of 4-tracking.md, "Privacy". */
export const defaultTrackingRetention: TrackingRetention = { beaconDays: 30, visitDays: 395 };

const dayMs = 24 * 60 * 60 * 1000;
const rowsAtOnce = 5_000;

/**
 * Removes what is past its time: whole days of beacons, visits and hits in portions, salts. Makes the partitions of the
 * next days ahead. May run in any process, any number of times.
 *
 * @param nowMs server time, milliseconds since 1970
 * @throws the database's error
 */
export async function purgeTracking(
  pool: SqlPool,
  nowMs: number,
  retention: TrackingRetention = defaultTrackingRetention,
): Promise<void> {
  for (const ahead of [0, 1, 2])
    await pool.query(`select tracking_ensure_beacon_partition($1::date)`, [dayOf(nowMs + ahead * dayMs)]);
  await pool.query(`select tracking_drop_beacon_partitions($1::date)`, [
    dayOf(nowMs - retention.beaconDays * dayMs),
  ]);
  const oldest = new Date(nowMs - retention.visitDays * dayMs).toISOString();
  await deleteInPortions(pool, 'visits', 'opened_at', oldest);
  await deleteInPortions(pool, 'hits', 'occurred_at', oldest);
  await removeOldSalts(pool, nowMs);
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

async function deleteInPortions(pool: SqlPool, table: 'visits' | 'hits', column: string, oldest: string) {
  let deleted = rowsAtOnce;
  while (deleted === rowsAtOnce) {
    const { rows } = await pool.query(
      `delete from ${table} where id in (select id from ${table} where ${column} < $1 limit ${rowsAtOnce}) returning id`,
      [oldest],
    );
    deleted = rows.length;
  }
}
