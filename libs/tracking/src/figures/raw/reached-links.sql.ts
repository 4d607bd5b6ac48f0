/**
 * What each link of the scope has come to, as a common table `reached`. A link counts as sent when it was marked as sent or,
 * never marked, from the first time a person opened it: what somebody opens has reached somebody.
 * All later steps count whenever they happened, so the denominator is the same set of links for every step.
 *
 * @param condition narrows `l` (links); parameters are the caller's
 */
export function reachedLinks(condition: string): string {
  return `reached as (
    select l.id, l.prospect_id, l.member_id, l.campaign_id, coalesce(l.sent_at, v.first_opened_at) as sent_at, true as sent,
      v.first_opened_at is not null as opened, coalesce(v.viewed, false) as viewed, coalesce(v.half, false) as half,
      coalesce(a.clicked, false) as clicked, coalesce(a.replied, false) as replied, coalesce(a.booked, false) as booked
    from links l
    left join lateral (
      select min(opened_at) as first_opened_at, bool_or(viewed_at is not null) as viewed,
        bool_or(viewed_at is not null and watched_share >= 0.5) as half
      from visits where link_id = l.id and class = 'human') v on true
    left join lateral (
      select bool_or(x.kind = 'click') as clicked, bool_or(x.kind = 'reply') as replied, bool_or(x.kind = 'booking') as booked
      from visit_actions x join visits xv on xv.id = x.visit_id and xv.class = 'human' where x.link_id = l.id) a on true
    where l.workspace_id = $1 and ${condition})`;
}

const within = (at: string) => `${at} >= $2 and ${at} < $3`;

/**
 * The people of the scope's links and which steps they took between $2 and $3, as a common table `reached`. A person is the
 * prospect of a link; a link that names nobody stands for somebody unnamed. Half a video counts at the time of the view.
 *
 * @param condition narrows `l` (links)
 */
export function reachedPeople(condition: string): string {
  return `reached as (
    select coalesce(l.prospect_id, l.id) as person_id, bool_or(coalesce(${within('coalesce(l.sent_at, v.first_opened_at)')}, false)) as sent,
      bool_or(coalesce(v.opened, false)) as opened, bool_or(coalesce(v.viewed, false)) as viewed, bool_or(coalesce(v.half, false)) as half,
      bool_or(coalesce(a.clicked, false)) as clicked, bool_or(coalesce(a.replied, false)) as replied, bool_or(coalesce(a.booked, false)) as booked
    from links l
    left join lateral (
      select min(opened_at) as first_opened_at, bool_or(${within('opened_at')}) as opened, bool_or(${within('viewed_at')}) as viewed,
        bool_or(${within('viewed_at')} and watched_share >= 0.5) as half
      from visits where link_id = l.id and class = 'human') v on true
    left join lateral (
      select bool_or(x.kind = 'click') as clicked, bool_or(x.kind = 'reply') as replied, bool_or(x.kind = 'booking') as booked
      from visit_actions x join visits xv on xv.id = x.visit_id and xv.class = 'human'
      where x.link_id = l.id and ${within('x.occurred_at')}) a on true
    where l.workspace_id = $1 and ${condition} group by 1)`;
}
