import { isPartOfVisit } from '../figures/ledger-rows.js';

const shareOf = `round(v.watched_share * 1e9)::bigint`;

/** The counts of a day of a link from rows `e` of {@link countedRows}; group by link, day and prospect. */
export const dayCounts = `count(*) filter (where e.what = 'open')::int as opens, count(*) filter (where e.what = 'view')::int as views,
    count(*) filter (where e.what = 'view' and e.share >= 0.5)::int as halves, count(*) filter (where e.what = 'click')::int as clicks,
    count(*) filter (where e.what = 'reply')::int as replies, count(*) filter (where e.what = 'booking')::int as bookings,
    count(*) filter (where e.what = 'excluded')::int as excluded, coalesce(sum(e.shares), 0)::bigint as shares,
    min(e.at) filter (where e.what = 'open') as first_opened_at, min(e.at) filter (where e.what = 'view') as first_viewed_at,
    min(e.at) filter (where e.what = 'view' and e.share >= 0.5) as first_half_at, min(e.at) filter (where e.what = 'click') as first_clicked_at,
    min(e.at) filter (where e.what = 'reply') as first_replied_at, min(e.at) filter (where e.what = 'booking') as first_booked_at,
    max(e.at) filter (where e.what = 'view') as last_viewed_at, max(e.share) as best_share`;

/**
 * Everything that is counted, one row for each time it counts: a visit by a person counts on the day it was opened and as a
 * view on the day it became one, what was done in it on its own day. Half a video counts on the day of the view.
 *
 * @param of narrows by the owner and the moment of a row: `of('v', 'v.opened_at')`
 */
export const countedRows = (of: (row: string, at: string) => string) => `
    select v.link_id, v.prospect_id, case when v.class = 'human' then 'open' else 'excluded' end as what, v.opened_at as at,
      null::float8 as share, null::bigint as shares
    from visits v where ${of('v', 'v.opened_at')}
    union all
    select v.link_id, v.prospect_id, 'view', v.viewed_at, v.watched_share, ${shareOf}
    from visits v where v.class = 'human' and v.viewed_at is not null and ${of('v', 'v.viewed_at')}
    union all
    select a.link_id, v.prospect_id, a.kind, a.occurred_at, null, null
    from visit_actions a join visits v on v.id = a.visit_id and v.class = 'human' where ${of('a', 'a.occurred_at')} and a.kind <> 'reaction'
    union all
    select h.link_id, h.prospect_id, 'excluded', h.occurred_at, null, null
    from hits h where h.class <> 'human' and h.kind in ('page','honeypot','pixel') and ${of('h', 'h.occurred_at')} and not ${isPartOfVisit}`;

/** Every day of every link of workspace $1, from the raw rows, in time zone $2. */
export const allLinkDays = `select e.link_id, (e.at at time zone $2)::date as day, e.prospect_id, ${dayCounts}
  from (${countedRows((row) => `${row}.workspace_id = $1`)}) e group by 1, 2, 3`;

/* By the link alone: while there are no statistics, an index of the workspace would look as good. A day is found by its moments, a few hours wider: where clocks are put back at midnight, its first hour comes twice. */
const onDay = (row: string, at: string) =>
  `${row}.link_id = k.link_id and ${at} >= (k.day::timestamp at time zone $2) - interval '3 hours'
      and ${at} < ((k.day + 1)::timestamp at time zone $2) + interval '3 hours' and (${at} at time zone $2)::date = k.day`;

/** The same for the days `k` (link_id, day) alone. */
export const someLinkDays = (
  keys: string,
) => `select k.link_id, k.day, x.* from ${keys} k cross join lateral (
    select e.prospect_id, ${dayCounts} from (${countedRows(onDay)}) e group by 1) x`;
