/*
 * The curve and heat of each day of a video's views. A bucket is `floor(i·d/n) … floor((i+1)·d/n)` of a source of $4 ms in $5
 * buckets. A range lies in few buckets partly (its ends) and in all between them wholly: only the ends are looked at one
 * by one, what is between is one step up and one step down, so a day costs as much as it has ranges.
 */
const bucketAt = (ms: string) => `(((${ms}::bigint + 1) * n + d - 1) / d - 1)::int`;
const border = (index: string) => `((${index})::bigint * d / n)::int`;

const viewsSql = `days as (select unnest($3::date[]) as day),
  size as (select $4::int as d, least($5::int, $4::int) as n),
  views as materialized (
    select v.id, v.visit_day, days.day, v.watched, round(v.watched_share * 1e9)::bigint as shares, v.kept, v.duration_ms
    from days join visits v on v.video_id = $2 and v.workspace_id = $1 and v.viewed_at is not null and v.class = 'human' and v.duration_ms > 0
      and v.opened_at >= (days.day::timestamp at time zone $6) - interval '3 hours' and v.opened_at < ((days.day + 1)::timestamp at time zone $6) + interval '3 hours'
      and (v.opened_at at time zone $6)::date = days.day)`;

/** Whose ranges, by day: `who` has disjoint ones, `times` is how many they stand for. */
const sources = {
  seen: `select day, id::text as who, 1::bigint as times, lower(r) as from_ms, upper(r) as to_ms from views, unnest(watched) r`,
  able: `select day, who, times, lower(r) as from_ms, upper(r) as to_ms from (
      select day, count(*) as times, row_number() over ()::text as who,
        coalesce((select range_agg(int4range((k->>'fromMs')::int, (k->>'toMs')::int)) from jsonb_array_elements(kept) k),
          int4multirange(int4range(0, case when kept is null then duration_ms end))) as had
      from views group by day, kept, case when kept is null then duration_ms end) had, unnest(had) r`,
  heat: `select v.day, '' as who, count(*) as times, lower(r) as from_ms, upper(r) as to_ms
      from views v join beacons x on x.visit_day = v.visit_day and x.visit_id = v.id, unnest(x.ranges) r group by v.day, lower(r), upper(r)`,
} as const;

/** Common tables of one source: its ends by bucket and, as steps, what it covers wholly. */
const bucketed = (name: keyof typeof sources) => `${name} as materialized (
    select day, who, times, from_ms, to_ms, ${bucketAt('from_ms')} as first, ${bucketAt('to_ms - 1')} as last
    from (select day, who, times, from_ms, least(to_ms, d) as to_ms from (${sources[name]}) r, size) r, size where to_ms > from_ms),
  ${name}_ends as (
    select day, who, bucket, times, sum(ms) as ms from (
      select day, who, first as bucket, times, least(to_ms, ${border('first + 1')}) - from_ms as ms from ${name}, size
      union all select day, who, last, times, to_ms - ${border('last')} from ${name}, size where last > first) e
    group by day, who, bucket, times),
  ${name}_steps as (
    select day, bucket, sum(times) as times from (
      select day, first + 1 as bucket, times from ${name} where last > first + 1
      union all select day, last, -times from ${name} where last > first + 1) s group by day, bucket)`;

/* Half of a bucket is enough for it to be seen, or to have been there to see. */
const halfOf = (ends: string) =>
  `select day, bucket, sum(times) as n from ${ends}, size where ms * 2 >= ${border('bucket + 1')} - ${border('bucket')} group by 1, 2`;

/**
 * Counts the days $3 of video $2 of workspace $1 (zone $6) and keeps them. Called under the workspace's lock: nobody can take
 * up a change of such a day in between, which would have to forget it.
 */
export const countRetentionDaysSql = `with ${viewsSql}, ${bucketed('seen')}, ${bucketed('able')}, ${bucketed('heat')},
  seen_by as materialized (${halfOf('seen_ends')}),
  able_by as materialized (${halfOf('able_ends')}),
  heat_by as materialized (select day, bucket, sum(times * ms) as ms from heat_ends group by 1, 2),
  grid as (
    select day, i, ${border('i + 1')} - ${border('i')} as size from (select distinct day from views) v, size, generate_series(0, n - 1) i),
  cells as (
    select g.day, g.i,
      (coalesce(sum(ss.times) over w, 0) + coalesce(sb.n, 0))::int as viewers,
      (coalesce(sum(bs.times) over w, 0) + coalesce(ab.n, 0))::int as able,
      (coalesce(sum(hs.times) over w, 0) * g.size + coalesce(hb.ms, 0))::bigint as heat_ms
    from grid g left join seen_steps ss on ss.day = g.day and ss.bucket = g.i left join able_steps bs on bs.day = g.day and bs.bucket = g.i
    left join heat_steps hs on hs.day = g.day and hs.bucket = g.i left join seen_by sb on sb.day = g.day and sb.bucket = g.i
    left join able_by ab on ab.day = g.day and ab.bucket = g.i left join heat_by hb on hb.day = g.day and hb.bucket = g.i
    window w as (partition by g.day order by g.i))
  insert into retention_days (video_id, day, bucket_count, source_ms, views, shares, viewers, able, heat_ms)
  select $2, days.day, $5, $4, coalesce(v.views, 0), coalesce(v.shares, 0), c.viewers, c.able, c.heat_ms
  from days left join (select day, count(*)::int as views, sum(shares)::bigint as shares from views group by day) v using (day)
  left join (select day, array_agg(viewers order by i) as viewers, array_agg(able order by i) as able,
      case when sum(heat_ms) > 0 then array_agg(heat_ms order by i) end as heat_ms from cells group by day) c using (day)`;

const kept = `r.video_id = $2 and r.bucket_count = $4 and r.source_ms = $3 and r.day >= $5 and r.day < $6`;

/** Days with visits by people in the period (from $5 to before $6) that have not been counted, or were forgotten. */
export const uncountedDaysSql = `select d.day::text as day from scope_days d
  where d.workspace_id = $1 and d.scope = roll_up_scope(null, null, null, $2::uuid) and d.opens > 0 and d.day >= $5 and d.day < $6
    and not exists (select 1 from retention_days r where ${kept} and r.day = d.day)`;

/** Views of the days that are kept; $1 is not used, so that all three take the same parameters. */
export const retentionSumsSql = `select coalesce(sum(views), 0)::int as "viewCount", (sum(shares) / 1e9 / nullif(sum(views), 0))::float8 as "averageWatchedShare"
  from retention_days r where $1::uuid is not null and ${kept}`;

/** Their buckets. */
export const retentionBucketsSql = `with size as (select $3::int as d, least($4::int, $3::int) as n)
  select ${border('c.i - 1')} as "fromMs", ${border('c.i')} as "toMs", coalesce(sum(c.viewers)::float8 / nullif(sum(c.able), 0), 0)::float8 as curve,
    (coalesce(sum(c.heat_ms), 0)::float8 / (${border('c.i')} - ${border('c.i - 1')}))::float8 as heat
  from size, retention_days r, unnest(r.viewers, r.able, r.heat_ms) with ordinality as c (viewers, able, heat_ms, i)
  where $1::uuid is not null and r.views > 0 and ${kept} group by c.i, d, n order by c.i`;
