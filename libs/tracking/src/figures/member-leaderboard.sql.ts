/**
 * The leaderboard from two common tables by `member_id`: sums of the links that were sent (sent … replied), and views with
 * the mean share watched. Members of the team who sent nothing are there with zeros.
 */
export const membersFrom = (
  sums: string,
  views: string,
) => `select m.id as "memberId", m.name, m.team_id as "teamId", coalesce(s.sent, 0) as sent, coalesce(s.opened, 0) as opened,
    coalesce(s.viewed, 0) as viewed, coalesce(s.half, 0) as half, coalesce(s.clicked, 0) as clicked, coalesce(s.replied, 0) as replied,
    coalesce(w.views, 0) as views, w.share as "averageWatchedShare"
  from members m left join ${sums} s on s.member_id = m.id left join ${views} w on w.member_id = m.id
  where m.workspace_id = $1 and ($5::uuid is null or m.id = $5)
    and ($4::uuid is null or m.team_id = $4 or s.member_id is not null or w.member_id is not null)
  order by coalesce(w.views, 0) desc, coalesce(s.viewed, 0) desc, coalesce(s.sent, 0) desc, m.name, m.id`;
