import type { FiguresBy, Overview } from '@app/contracts';
import type { SqlExecutor } from '../ingest/sql-executor.js';
import { isClickable } from './clickable.query.js';
import { cohortFunnel } from './cohort-funnel.sql.js';
import { peopleOfBlocksSql, peopleOfLinksSql } from './event-funnel.sql.js';
import {
  dayParams,
  type FiguresScope,
  statesInScope,
  type WholeDays,
  wholeDaysOf,
  wholeMonthsOf,
} from './figures-scope.js';
import { type FunnelRow, hasBookings, toFunnel } from './funnel.js';
import { type OverviewNumbers, rawOverview } from './raw/raw-overview.query.js';

const scope = `workspace_id = $1 and scope = roll_up_scope($4::uuid, $5::uuid, $6::uuid, null)`;

const sentFunnelSql = cohortFunnel(
  `${scope} and sent_day >= $2 and sent_day < $3`,
  `${statesInScope} and s.sent_day >= $2 and s.sent_day < $3`,
);

const countsSql = `select coalesce(sum(views) filter (where day >= $2), 0)::int as "viewCount",
    coalesce(sum(views) filter (where day < $2), 0)::int as "previousViewCount",
    coalesce(sum(excluded) filter (where day >= $2), 0)::int as "excludedCount"
  from scope_days where ${scope} and day >= $2::date - ($3::date - $2::date) and day < $3`;

const byDaySql = `select at::date::text as day, coalesce(d.views, 0) as views, coalesce(d.opens, 0) as opens
  from generate_series($2::date::timestamp, $3::date - interval '1 day', interval '1 day') at
  left join scope_days d on ${scope} and d.day = at::date order by at`;

/**
 * The selection at a glance: the funnel, views in the period and in the equally long one before, what was excluded, and
 * both by day. From roll-ups, if the period is one of whole days; any other is counted from the raw rows.
 *
 * @param by `sent`: links sent in the period, and what became of them until now; `event`: distinct people by what they did in it
 */
export async function overview(
  database: SqlExecutor,
  asked: FiguresScope,
  by: FiguresBy = 'sent',
): Promise<Overview> {
  const days = await wholeDaysOf(database, asked);
  const { from, to } = asked;
  const previousFrom = new Date(2 * from.getTime() - to.getTime());
  const numbers = days
    ? await countedDays(database, asked, days, by)
    : await rawOverview(database, asked, by, previousFrom);
  const { rows } = await database.query<{ canBook: boolean }>(`select ${hasBookings} as "canBook"`, [
    asked.workspaceId,
  ]);
  const { funnel } = numbers;
  const canClick =
    (funnel['clicked'] ?? 0) > 0 || (await isClickable(database, asked, by === 'sent' ? asked : 'all'));
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    by,
    ...numbers,
    funnel: toFunnel(funnel, { canClick, canBook: rows[0]?.canBook === true }),
  };
}

async function countedDays(
  database: SqlExecutor,
  asked: FiguresScope,
  days: WholeDays,
  by: FiguresBy,
): Promise<OverviewNumbers> {
  const params = dayParams(asked, days);
  const funnel =
    by === 'sent'
      ? await database.query<FunnelRow>(sentFunnelSql, params)
      : await eventFunnel(database, asked, days);
  const counts = await database.query<Omit<OverviewNumbers, 'funnel' | 'viewsByDay'>>(countsSql, params);
  const viewsByDay = await database.query<Overview['viewsByDay'][number]>(byDaySql, params);
  return {
    funnel: funnel.rows[0] ?? {},
    ...(counts.rows[0] ?? { viewCount: 0, previousViewCount: 0, excludedCount: 0 }),
    viewsByDay: viewsByDay.rows,
  };
}

function eventFunnel(database: SqlExecutor, asked: FiguresScope, days: WholeDays) {
  const params = dayParams(asked, days);
  if (asked.memberId || asked.campaignId) return database.query<FunnelRow>(peopleOfLinksSql, params);
  const months = wholeMonthsOf(days);
  return database.query<FunnelRow>(peopleOfBlocksSql, [...params, months.from, months.to]);
}
