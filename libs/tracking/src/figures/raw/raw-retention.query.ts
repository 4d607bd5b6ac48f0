import type { Retention } from '@app/contracts';
import type { RetentionRequest } from '../retention-request.js';
import type { SqlExecutor } from '../../ingest/sql-executor.js';

/* Ranges are in source time, so views of every version lie over one another. `had`: what of the source the version had. */
const viewsOf = `views as (
    select v.id, v.visit_day, v.watched, v.watched_share,
      coalesce((select range_agg(int4range((k->>'fromMs')::int, (k->>'toMs')::int)) from jsonb_array_elements(v.kept) k),
        int4multirange(int4range(0, v.duration_ms))) as had
    from visits v
    where v.video_id = $2 and v.workspace_id = $1 and v.viewed_at is not null and v.class = 'human' and v.duration_ms > 0
      and ($3::timestamptz is null or v.opened_at >= $3) and ($4::timestamptz is null or v.opened_at < $4)),
  size as (select coalesce($5::int, (select max(upper(had)) from views)) as d)`;

const sumsSql = `with ${viewsOf}
  select case when count(*) > 0 then (select d from size) end as "durationMs", count(*)::int as "viewCount", avg(watched_share) as "averageWatchedShare" from views`;

const overlapMs = (ranges: string) =>
  `(select coalesce(sum(upper(r) - lower(r)), 0) from unnest(${ranges} * int4multirange(int4range(b.from_ms, b.to_ms))) r)`;

/*
 * A viewer has seen a bucket when half of it is in the union, and could have seen it when half of it was in the version;
 * heat is every accepted range, re-watching included.
 */
const bucketsSql = `with ${viewsOf},
  buckets as (
    select i, (i::bigint * d / n)::int as from_ms, ((i + 1)::bigint * d / n)::int as to_ms
    from (select d, least($6::int, d) as n from size) size, generate_series(0, n - 1) i),
  seen as (
    select b.i, count(*) filter (where ${overlapMs('v.watched')} * 2 >= b.to_ms - b.from_ms)::float8 as viewers, count(*)::float8 as able
    from buckets b join views v on ${overlapMs('v.had')} * 2 >= b.to_ms - b.from_ms group by b.i),
  played as (
    select lower(r) as from_ms, upper(r) as to_ms, count(*)::float8 as times
    from views v join beacons x on x.visit_day = v.visit_day and x.visit_id = v.id, unnest(x.ranges) r group by 1, 2),
  heated as (
    select b.i, sum(p.times * (least(p.to_ms, b.to_ms) - greatest(p.from_ms, b.from_ms))) as ms
    from buckets b join played p on p.from_ms < b.to_ms and p.to_ms > b.from_ms group by b.i)
  select b.from_ms as "fromMs", b.to_ms as "toMs", coalesce(s.viewers / s.able, 0)::float8 as curve,
    coalesce(h.ms / (b.to_ms - b.from_ms), 0)::float8 as heat
  from buckets b left join seen s using (i) left join heated h using (i)
  where exists (select 1 from views) order by b.i`;

/** Retention from the raw rows: of any period and length of the source, at a cost that grows with views times buckets. */
export async function rawRetention(
  database: SqlExecutor,
  { workspaceId, videoId, bucketCount, period, sourceMs = null, kept = null }: RetentionRequest,
): Promise<Retention> {
  const [from, to] = [period?.from.toISOString() ?? null, period?.to.toISOString() ?? null];
  const params = [workspaceId, videoId, from, to, sourceMs];
  const sums = await database.query<Pick<Retention, 'durationMs' | 'viewCount' | 'averageWatchedShare'>>(
    sumsSql,
    params,
  );
  const buckets = await database.query<Retention['buckets'][number]>(bucketsSql, [...params, bucketCount]);
  const none = { durationMs: null, viewCount: 0, averageWatchedShare: null };
  return { videoId, kept: kept && [...kept], ...(sums.rows[0] ?? none), buckets: buckets.rows };
}
