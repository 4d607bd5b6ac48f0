import type { MemberFigures } from '@app/contracts';
import type { SqlExecutor } from '../ingest/sql-executor.js';
import { blankClicks } from './clickable.query.js';
import { dayParams, type FiguresScope, wholeDaysOf } from './figures-scope.js';
import { membersFrom } from './member-leaderboard.sql.js';
import { rawMembers } from './raw/raw-members.query.js';

const sql = `with scopes as (
    select id as member_id, roll_up_scope($4::uuid, id, $6::uuid, null) as scope from members where workspace_id = $1 and ($5::uuid is null or id = $5)),
  sums as (
    select s.member_id, sum(links)::int as sent, sum(opened)::int as opened, sum(viewed)::int as viewed, sum(half)::int as half,
      sum(clicked)::int as clicked, sum(replied)::int as replied
    from scopes s join scope_cohorts c on c.workspace_id = $1 and c.scope = s.scope and c.sent_day >= $2 and c.sent_day < $3
    group by s.member_id having sum(links) > 0),
  views as (
    select s.member_id, sum(d.views)::int as views, (sum(d.shares) / 1e9 / sum(d.views))::float8 as share
    from scopes s join scope_days d on d.workspace_id = $1 and d.scope = s.scope and d.day >= $2 and d.day < $3
    group by s.member_id having sum(d.views) > 0)
  ${membersFrom('sums', 'views')}`;

/**
 * Every member with the links they sent in the period and what became of them, and the views in the period; most views first.
 * Members of the team who sent nothing are there with zeros; clicks are null for whom there is nothing to click. From roll-ups,
 * if the period is one of whole days.
 */
export async function memberLeaderboard(
  database: SqlExecutor,
  scope: FiguresScope,
): Promise<MemberFigures[]> {
  const days = await wholeDaysOf(database, scope);
  if (!days) return rawMembers(database, scope);
  const { rows } = await database.query<MemberFigures>(sql, dayParams(scope, days));
  return blankClicks(database, scope, rows);
}
