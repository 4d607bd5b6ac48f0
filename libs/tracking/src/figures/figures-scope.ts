/** Whose figures of which time are asked for. Who may ask is decided before. */
export interface FiguresScope {
  readonly workspaceId: string;
  /** Inclusive. */
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
  /** Only links of this team (of the member's team when the link was made). */
  readonly teamId?: string | undefined;
  /** Only links of this member. */
  readonly memberId?: string | undefined;
}

/** Parameters $1–$5 of the queries: workspace, from, to, team, member. */
export function scopeParams({ workspaceId, from, to, teamId, memberId }: FiguresScope): unknown[] {
  return [workspaceId, from.toISOString(), to.toISOString(), teamId ?? null, memberId ?? null];
}

/**
 * What each link of the scope has come to, as a common table `reached`. A link counts as sent when it was marked as sent or,
 * never marked, from the first time a person opened it: what somebody opens has reached somebody.
 * All later steps count whenever they happened, so the denominator is the same set of links for every step.
 *
 * @param condition narrows `l` (links); parameters are the caller's
 */
export function reachedLinks(condition: string): string {
  return `reached as (
    select l.id, l.prospect_id, l.member_id, l.campaign_id, coalesce(l.sent_at, v.first_opened_at) as sent_at,
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

/** Links of the scope's team and member ($4, $5). */
export const inTeamAndMember = `($4::uuid is null or l.team_id = $4) and ($5::uuid is null or l.member_id = $5)`;
