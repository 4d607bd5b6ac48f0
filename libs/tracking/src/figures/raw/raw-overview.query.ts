import type { FiguresBy, Overview } from '@app/contracts';
import type { SqlExecutor } from '../../ingest/sql-executor.js';
import { type FiguresScope, inScope, scopeParams } from '../figures-scope.js';
import { funnelColumns, type FunnelRow } from '../funnel.js';
import { isPartOfVisit } from '../ledger-rows.js';
import { reachedLinks, reachedPeople } from './reached-links.sql.js';

const funnelSql = {
  /** Links sent in the period, and what became of each of them until now. */
  sent: `with ${reachedLinks(inScope)} select ${funnelColumns} from reached where sent_at >= $2 and sent_at < $3`,
  /** People who did something in the period. */
  event: `with ${reachedPeople(inScope)} select ${funnelColumns} from reached`,
} as const;

/* A link that is gone keeps its visits with its member, and is of no team and no campaign any more. Each link is looked up: a list of all that qualify may not fit into memory, and would be made again for every row then. */
const ofScope = `workspace_id = $1 and ($5::uuid is null or member_id = $5) and (($4::uuid is null and $6::uuid is null) or exists (
  select 1 from links l where l.id = link_id and ($4::uuid is null or l.team_id = $4) and ($6::uuid is null or l.campaign_id = $6)))`;

const countsSql = `select
  (select count(*)::int from visits where ${ofScope} and class = 'human' and viewed_at >= $2 and viewed_at < $3) as "viewCount",
  (select count(*)::int from visits where ${ofScope} and class = 'human' and viewed_at >= $7 and viewed_at < $2) as "previousViewCount",
  (select count(*)::int from visits where ${ofScope} and class <> 'human' and opened_at >= $2 and opened_at < $3)
  + (select count(*)::int from hits h where ${ofScope} and class <> 'human' and occurred_at >= $2 and occurred_at < $3
       and kind in ('page','honeypot','pixel') and not ${isPartOfVisit}) as "excludedCount"`;

const byDaySql = `with opened as (
    select (opened_at at time zone $7)::date as day, count(*)::int as opens from visits
    where ${ofScope} and class = 'human' and opened_at >= $2 and opened_at < $3 group by 1),
  viewed as (
    select (viewed_at at time zone $7)::date as day, count(*)::int as views from visits
    where ${ofScope} and class = 'human' and viewed_at >= $2 and viewed_at < $3 group by 1)
  select d::date::text as day, coalesce(viewed.views, 0) as views, coalesce(opened.opens, 0) as opens
  from generate_series((($2::timestamptz at time zone $7)::date)::timestamp, ($3::timestamptz at time zone $7) - interval '1 microsecond', interval '1 day') d
  left join opened on opened.day = d::date left join viewed on viewed.day = d::date order by d`;

/** Numbers of the overview, however they were counted. */
export interface OverviewNumbers extends Pick<
  Overview,
  'viewCount' | 'previousViewCount' | 'excludedCount' | 'viewsByDay'
> {
  readonly funnel: FunnelRow;
}

/**
 * The overview from the raw rows: of any period, at a cost that grows with the rows.
 *
 * @param previousFrom where the period before begins
 */
export async function rawOverview(
  database: SqlExecutor,
  scope: FiguresScope,
  by: FiguresBy,
  previousFrom: Date,
): Promise<OverviewNumbers> {
  const params = scopeParams(scope);
  const funnel = await database.query<FunnelRow>(funnelSql[by], params);
  const counts = await database.query<Omit<OverviewNumbers, 'funnel' | 'viewsByDay'>>(countsSql, [
    ...params,
    previousFrom.toISOString(),
  ]);
  const days = await database.query<Overview['viewsByDay'][number]>(byDaySql, [...params, scope.timeZone]);
  return {
    funnel: funnel.rows[0] ?? {},
    ...(counts.rows[0] ?? { viewCount: 0, previousViewCount: 0, excludedCount: 0 }),
    viewsByDay: days.rows,
  };
}
