import type { MemberFigures } from '@app/contracts';
import type { SqlExecutor } from '../ingest/sql-executor.js';
import { type FiguresScope, inScope } from './figures-scope.js';

/** Which links are meant: those sent in a period, those sent whenever, or all there are. */
export type Sending = Pick<FiguresScope, 'from' | 'to'> | 'sent' | 'all';

type Selection = Omit<FiguresScope, 'from' | 'to' | 'timeZone'>;

const hasCallToAction = (page: string) => `(${page} -> 'callsToAction' -> 0) is not null`;

const isSentWithin = (at: string) => `($2::timestamptz is null or ${at} >= $2 and ${at} < $3)`;

/*
 * Each question is asked of one member `m` and stops at the first link: every one is a subquery with a limit, which the planner
 * can only answer from an index. None has to look at the links that have nothing to click.
 */

/* Whether any link of the member may be meant: the days are those of any time zone. */
const hasLinks = `(select true from scope_cohorts k
  where k.workspace_id = $1 and k.scope = roll_up_scope($4::uuid, m.id, $6::uuid, null) and k.links > 0
    and ($2::timestamptz is null or k.sent_day >= ($2::timestamptz - interval '2 days')::date and k.sent_day <= ($3::timestamptz + interval '2 days')::date)
  limit 1)`;

const ownPage = `l.workspace_id = $1 and l.member_id = m.id and ${inScope} and ${hasCallToAction('l.page')}`;

/* A link whose own page has something to click. */
const ownMarked = `(select true from links l where ${ownPage} and ${isSentWithin('l.sent_at')} order by l.sent_at desc limit 1)`;

/* The same for those that were never marked as sent: they are sent since they were opened. */
const ownOpened = `(select true from links l join link_states s on s.link_id = l.id
  where ${ownPage} and l.sent_at is null and s.sent_at >= $2 and s.sent_at < $3 limit 1)`;

/* A link that shows the page of its campaign (`resolvePage`); campaigns of the member come first. */
const ofCampaign = `(select true
  from (select id from campaigns where workspace_id = $1 and ($6::uuid is null or id = $6) and ${hasCallToAction('page')}
    order by member_id <> m.id offset 0) c
  cross join lateral (
    select 1 from link_states s join links l on l.id = s.link_id and l.page is null
    where s.workspace_id = $1 and s.campaign_id = c.id and s.member_id = m.id and ($4::uuid is null or s.team_id = $4) and ${isSentWithin('s.sent_at')}
    order by s.sent_at desc limit 1) found
  limit 1)`;

const membersSql = `select m.id from members m where m.workspace_id = $1 and ($5::uuid is null or m.id = $5)
  and case when ${hasLinks} then coalesce(${ownMarked}, ${ofCampaign}, ${ownOpened}, false) else false end`;

/* What was clicked had something to click, whatever has become of its page. */
const wasClicked = `($2::timestamptz is null and exists (
  select 1 from scope_cohorts where workspace_id = $1 and scope = roll_up_scope($4::uuid, $5::uuid, $6::uuid, null) and clicked > 0))`;

const selectionSql = `select ${wasClicked} or (${membersSql} limit 1) is not null as "canClick"`;

function paramsOf({ workspaceId, teamId, memberId, campaignId }: Selection, sending: Sending): unknown[] {
  const period = {
    all: [null, null],
    sent: ['-infinity', 'infinity'],
  };
  const [from, to] =
    typeof sending === 'string' ? period[sending] : [sending.from.toISOString(), sending.to.toISOString()];
  return [workspaceId, from, to, teamId ?? null, memberId ?? null, campaignId ?? null];
}

/**
 * Whether the step `clicked` applies: a page of the selection's links has a call to action or, of all links, one was clicked
 * before. What was clicked of links by sending is in their funnel already.
 */
export async function isClickable(
  database: SqlExecutor,
  selection: Selection,
  sending: Sending,
): Promise<boolean> {
  const { rows } = await database.query<{ canClick: boolean }>(selectionSql, paramsOf(selection, sending));
  return rows[0]?.canClick === true;
}

/** Members without a click and with no link, of those they sent in the period, that has anything to click: their clicks are null, not 0. */
export async function blankClicks(
  database: SqlExecutor,
  scope: FiguresScope,
  members: readonly MemberFigures[],
): Promise<MemberFigures[]> {
  const { rows } = await database.query<{ id: string }>(membersSql, paramsOf(scope, scope));
  const clickable = new Set(rows.map(({ id }) => id));
  return members.map((member) =>
    member.clicked === 0 && !clickable.has(member.memberId) ? { ...member, clicked: null } : member,
  );
}
