import type { MemberFigures } from '@app/contracts';
import type { SqlExecutor } from '../ingest/sql-executor.js';
import { type FiguresScope, inTeamAndMember, reachedLinks, scopeParams } from './figures-scope.js';

const sql = `with ${reachedLinks(inTeamAndMember)},
  sums as (
    select member_id, count(*)::int as sent, count(*) filter (where opened)::int as opened, count(*) filter (where viewed)::int as viewed,
      count(*) filter (where half)::int as half, count(*) filter (where clicked)::int as clicked, count(*) filter (where replied)::int as replied
    from reached where sent_at >= $2 and sent_at < $3 group by member_id),
  views as (
    select v.member_id, count(*)::int as views, avg(v.watched_share) as share
    from visits v join links l on l.id = v.link_id
    where v.workspace_id = $1 and v.class = 'human' and v.viewed_at >= $2 and v.viewed_at < $3 and ${inTeamAndMember}
    group by v.member_id)
  select m.id as "memberId", m.name, m.team_id as "teamId", coalesce(s.sent, 0) as sent, coalesce(s.opened, 0) as opened,
    coalesce(s.viewed, 0) as viewed, coalesce(s.half, 0) as half, coalesce(s.clicked, 0) as clicked, coalesce(s.replied, 0) as replied,
    coalesce(w.views, 0) as views, w.share as "averageWatchedShare"
  from members m left join sums s on s.member_id = m.id left join views w on w.member_id = m.id
  where m.workspace_id = $1 and ($5::uuid is null or m.id = $5)
    and ($4::uuid is null or m.team_id = $4 or s.member_id is not null or w.member_id is not null)
  order by coalesce(w.views, 0) desc, coalesce(s.viewed, 0) desc, coalesce(s.sent, 0) desc, m.name, m.id`;

/**
 * Every member with the links they sent in the period and what became of them, and the views in the period; most views first.
 * Members of the team who sent nothing are there with zeros.
 */
export async function memberLeaderboard(
  database: SqlExecutor,
  scope: FiguresScope,
): Promise<MemberFigures[]> {
  const { rows } = await database.query<MemberFigures>(sql, scopeParams(scope));
  return rows;
}
