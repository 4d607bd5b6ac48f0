import type { MemberFigures } from '@app/contracts';
import type { SqlExecutor } from '../../ingest/sql-executor.js';
import { blankClicks } from '../clickable.query.js';
import { type FiguresScope, inScope, scopeParams } from '../figures-scope.js';
import { membersFrom } from '../member-leaderboard.sql.js';
import { reachedLinks } from './reached-links.sql.js';

const sql = `with ${reachedLinks(inScope)},
  sums as (
    select member_id, count(*)::int as sent, count(*) filter (where opened)::int as opened, count(*) filter (where viewed)::int as viewed,
      count(*) filter (where half)::int as half, count(*) filter (where clicked)::int as clicked, count(*) filter (where replied)::int as replied
    from reached where sent_at >= $2 and sent_at < $3 group by member_id),
  views as (
    select v.member_id, count(*)::int as views, avg(v.watched_share) as share
    from visits v left join links l on l.id = v.link_id
    where v.workspace_id = $1 and v.class = 'human' and v.viewed_at >= $2 and v.viewed_at < $3
      and ($4::uuid is null or l.team_id = $4) and ($5::uuid is null or v.member_id = $5) and ($6::uuid is null or l.campaign_id = $6)
    group by v.member_id)
  ${membersFrom('sums', 'views')}`;

/** The leaderboard from the raw rows: of any period, at a cost that grows with the rows. */
export async function rawMembers(database: SqlExecutor, scope: FiguresScope): Promise<MemberFigures[]> {
  const { rows } = await database.query<MemberFigures>(sql, scopeParams(scope));
  return blankClicks(database, scope, rows);
}
