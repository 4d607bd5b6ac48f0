import type { SqlExecutor } from '../ingest/sql-executor.js';

/** Whose figures of which time are asked for. Who may ask is decided before. */
export interface FiguresScope {
  readonly workspaceId: string;
  /** IANA name: the zone whose days are meant, from `catchUp`. */
  readonly timeZone: string;
  /** Inclusive. */
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
  /** Only links of this team (of the member's team when the link was made). */
  readonly teamId?: string | undefined;
  /** Only links of this member. */
  readonly memberId?: string | undefined;
  /** Only links of this campaign. */
  readonly campaignId?: string | undefined;
}

/** Parameters $1–$6 of the queries: workspace, from, to, team, member, campaign. */
export function scopeParams(scope: FiguresScope): unknown[] {
  const { workspaceId, from, to, teamId, memberId, campaignId } = scope;
  return [
    workspaceId,
    from.toISOString(),
    to.toISOString(),
    teamId ?? null,
    memberId ?? null,
    campaignId ?? null,
  ];
}

/** Links `l` of the scope's team, member and campaign ($4–$6). */
export const inScope = `($4::uuid is null or l.team_id = $4) and ($5::uuid is null or l.member_id = $5) and ($6::uuid is null or l.campaign_id = $6)`;

/** The same on `s`, rows of link_states, with the workspace. */
export const statesInScope = `s.workspace_id = $1 and ($4::uuid is null or s.team_id = $4) and ($5::uuid is null or s.member_id = $5) and ($6::uuid is null or s.campaign_id = $6)`;

/** A period of whole days: `from` inclusive, `to` exclusive, `YYYY-MM-DD`. */
export interface WholeDays {
  readonly from: string;
  readonly to: string;
}

/* A moment begins a day when the millisecond before it was another day: true of every zone, whatever its clocks do. */
const isBeginning = (at: string) =>
  `(${at}::timestamptz at time zone $3)::date <> ((${at}::timestamptz - interval '1 ms') at time zone $3)::date`;

const wholeDaysSql = `select ($1::timestamptz at time zone $3)::date::text as from, ($2::timestamptz at time zone $3)::date::text as to
  where ${isBeginning('$1')} and ${isBeginning('$2')}`;

/** The days of a period; null when it does not begin and end with a day, and roll-ups cannot tell of it. */
export async function wholeDaysOf(
  database: SqlExecutor,
  { from, to, timeZone }: Pick<FiguresScope, 'from' | 'to' | 'timeZone'>,
): Promise<WholeDays | null> {
  const params = [from.toISOString(), to.toISOString(), timeZone];
  return (await database.query<WholeDays>(wholeDaysSql, params)).rows[0] ?? null;
}

/** First day of the month, so many months later. */
const monthOf = (day: string, later: number) =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + later)).toISOString().slice(0, 10);

/** The months that lie wholly in a period; with none of them, both are its end. */
export function wholeMonthsOf({ from, to }: WholeDays): WholeDays {
  const first = monthOf(from, from.endsWith('-01') ? 0 : 1);
  const end = monthOf(to, 0);
  return first < end ? { from: first, to: end } : { from: to, to };
}

/** Parameters $1–$6 of queries on roll-ups: workspace, first day, day after the last, team, member, campaign. */
export function dayParams(
  { workspaceId, teamId, memberId, campaignId }: FiguresScope,
  { from, to }: WholeDays,
): unknown[] {
  return [workspaceId, from, to, teamId ?? null, memberId ?? null, campaignId ?? null];
}
