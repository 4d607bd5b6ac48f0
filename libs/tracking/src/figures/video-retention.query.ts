import type { Retention } from '@app/contracts';
import { inTransaction, type SqlPool } from '../ingest/sql-executor.js';
import { lockRollUps } from '../roll-ups/catch-up.js';
import { wholeDaysOf } from './figures-scope.js';
import { rawRetention } from './raw/raw-retention.query.js';
import {
  countRetentionDaysSql,
  retentionBucketsSql,
  retentionSumsSql,
  uncountedDaysSql,
} from './retention-days.sql.js';
import type { RetentionRequest } from './retention-request.js';

/**
 * Retention curve and heat map of a video over its views, in source time: what was cut since keeps what was counted of it.
 * The curve is the share of those views whose version had the moment. Heat reaches back as far as beacons are kept (30 days).
 * Without a view there are no buckets. Days are counted once and kept; only those in which something has changed since are
 * counted again. A period that is not one of whole days, and a source of unknown length, is counted from the raw rows.
 *
 * @throws the database's error
 */
export async function videoRetention(pool: SqlPool, asked: RetentionRequest): Promise<Retention> {
  const request = { ...asked, bucketCount: Math.min(500, Math.max(1, Math.floor(asked.bucketCount))) };
  const { workspaceId, videoId, sourceMs, bucketCount, period, timeZone, kept = null } = request;
  const days = period
    ? await wholeDaysOf(pool, { ...period, timeZone })
    : { from: '-infinity', to: 'infinity' };
  if (!days || !sourceMs) return rawRetention(pool, request);
  const params = [workspaceId, videoId, sourceMs, bucketCount, days.from, days.to];
  await countMissing(pool, request, params);
  const sums = await pool.query<Pick<Retention, 'viewCount' | 'averageWatchedShare'>>(
    retentionSumsSql,
    params,
  );
  const buckets = await pool.query<Retention['buckets'][number]>(retentionBucketsSql, params);
  const { viewCount, averageWatchedShare } = sums.rows[0] ?? { viewCount: 0, averageWatchedShare: null };
  const durationMs = viewCount > 0 ? sourceMs : null;
  const common = { videoId, kept: kept && [...kept], durationMs, viewCount, averageWatchedShare };
  return { ...common, buckets: buckets.rows };
}

async function countMissing(pool: SqlPool, request: RetentionRequest, params: unknown[]): Promise<void> {
  const { workspaceId, videoId, timeZone, sourceMs, bucketCount } = request;
  if ((await pool.query(uncountedDaysSql, params)).rows.length === 0) return;
  await inTransaction(pool, async (client) => {
    await lockRollUps(client, workspaceId);
    // Somebody may have counted them while this one waited.
    const { rows } = await client.query<{ day: string }>(uncountedDaysSql, params);
    const days = rows.map(({ day }) => day);
    if (days.length > 0)
      await client.query(countRetentionDaysSql, [
        workspaceId,
        videoId,
        days,
        sourceMs,
        bucketCount,
        timeZone,
      ]);
  });
}
