import type { Overview } from '@app/contracts';
import type { SqlExecutor } from '../ingest/sql-executor.js';
import { type FiguresScope, inTeamAndMember, reachedLinks, scopeParams } from './figures-scope.js';
import { funnelColumns, type FunnelRow, toFunnel } from './funnel.js';
import { isPartOfVisit } from './ledger-rows.js';

/** Links sent in the period, and what became of each of them until now. */
const funnelSql = `with ${reachedLinks(inTeamAndMember)}
  select ${funnelColumns}, exists (select 1 from visit_actions where workspace_id = $1 and kind = 'booking') as "hasBookings"
  from reached where sent_at >= $2 and sent_at < $3`;

const inScope = `workspace_id = $1 and ($5::uuid is null or member_id = $5)
  and ($4::uuid is null or link_id in (select id from links where workspace_id = $1 and team_id = $4))`;

const countsSql = `select
  (select count(*)::int from visits where ${inScope} and class = 'human' and viewed_at >= $2 and viewed_at < $3) as "viewCount",
  (select count(*)::int from visits where ${inScope} and class = 'human'
     and viewed_at >= $2::timestamptz - ($3::timestamptz - $2::timestamptz) and viewed_at < $2) as "previousViewCount",
  (select count(*)::int from visits where ${inScope} and class <> 'human' and opened_at >= $2 and opened_at < $3)
  + (select count(*)::int from hits h where ${inScope} and class <> 'human' and occurred_at >= $2 and occurred_at < $3
       and kind in ('page','honeypot','pixel') and not ${isPartOfVisit}) as "excludedCount"`;

const byDaySql = `with opened as (
    select (opened_at at time zone 'UTC')::date as day, count(*)::int as opens from visits
    where ${inScope} and class = 'human' and opened_at >= $2 and opened_at < $3 group by 1),
  viewed as (
    select (viewed_at at time zone 'UTC')::date as day, count(*)::int as views from visits
    where ${inScope} and class = 'human' and viewed_at >= $2 and viewed_at < $3 group by 1)
  select d::date::text as day, coalesce(viewed.views, 0) as views, coalesce(opened.opens, 0) as opens
  from generate_series(date_trunc('day', $2::timestamptz at time zone 'UTC'), ($3::timestamptz at time zone 'UTC') - interval '1 microsecond', interval '1 day') d
  left join opened on opened.day = d::date left join viewed on viewed.day = d::date order by d`;

/**
 * The workspace at a glance: funnel of the links sent in the period, views in it and in the equally long period before,
 * what was excluded, and both by UTC day.
 */
export async function overview(database: SqlExecutor, scope: FiguresScope): Promise<Overview> {
  const params = scopeParams(scope);
  const [funnel, counts, days] = [
    await database.query<FunnelRow>(funnelSql, params),
    await database.query<Pick<Overview, 'viewCount' | 'previousViewCount' | 'excludedCount'>>(
      countsSql,
      params,
    ),
    await database.query<Overview['viewsByDay'][number]>(byDaySql, params),
  ];
  const row = funnel.rows[0] ?? ({} as FunnelRow);
  return {
    from: scope.from.toISOString(),
    to: scope.to.toISOString(),
    funnel: toFunnel(row, row.hasBookings === true),
    ...(counts.rows[0] ?? { viewCount: 0, previousViewCount: 0, excludedCount: 0 }),
    viewsByDay: days.rows,
  };
}
