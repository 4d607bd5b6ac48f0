import type { ProspectToCall } from '@app/contracts';
import { heatFor, leastScore, pointsAt, scoreAt } from '../calls/call-score.js';
import { signsOf } from '../calls/call-signs.js';
import { callVisits } from '../calls/call-visits.js';
import { explainCall } from '../calls/explain-call.js';
import type { SqlExecutor } from '../ingest/sql-executor.js';

/** Whose prospects, and which part of the list. Who may ask is decided before. */
export interface CallsRequest {
  readonly workspaceId: string;
  /** Only prospects of members who are in this team now. */
  readonly teamId?: string | undefined;
  /** Only prospects of this member. */
  readonly memberId?: string | undefined;
  /** Only prospects who have a link of this campaign. */
  readonly campaignId?: string | undefined;
  /** 1–200. */
  readonly limit: number;
  /** The last one of the page before; absent for the warmest. */
  readonly after?: CallPlace | undefined;
  /** Server time, milliseconds since 1970. */
  readonly nowMs: number;
}

/** Place in the list, which goes from warm to cold: waiting does not change the order. */
export interface CallPlace {
  readonly heat: number;
  readonly prospectId: string;
}

/** A line of the list with its place. */
export type CallLine = ProspectToCall & { readonly place: CallPlace };

/** Signs that are shown of one prospect. */
const mostSigns = 5;

const sql = `select p.id as "prospectId", coalesce(nullif(concat_ws(' ', p.first_name, p.last_name), ''), p.email) as name, p.email, p.company,
    p.member_id as "memberId", c.heat
  from prospect_calls c join prospects p on p.id = c.prospect_id
  where c.workspace_id = $1 and c.heat >= $2
    and ($3::uuid is null or c.member_id = $3)
    and ($4::uuid is null or c.member_id in (select id from members where workspace_id = $1 and team_id = $4))
    and ($5::uuid is null or exists (select 1 from links where campaign_id = $5 and prospect_id = c.prospect_id))
    and ($6::float8 is null or (c.heat, c.prospect_id) < ($6, $7::uuid))
  order by c.heat desc, c.prospect_id desc limit $8`;

type Row = Pick<ProspectToCall, 'prospectId' | 'name' | 'email' | 'company' | 'memberId'> & {
  readonly heat: number;
};

/**
 * Prospects in the order in which to call them, with what their score is made of. Call `refreshCalls` before, so that what
 * has just happened is in it.
 */
export async function prospectsToCall(database: SqlExecutor, request: CallsRequest): Promise<CallLine[]> {
  const { workspaceId, memberId, teamId, campaignId, limit, after, nowMs } = request;
  const { rows } = await database.query<Row>(sql, [
    workspaceId,
    heatFor(leastScore, nowMs),
    memberId ?? null,
    teamId ?? null,
    campaignId ?? null,
    after?.heat ?? null,
    after?.prospectId ?? null,
    limit,
  ]);
  const visits = await callVisits(
    database,
    rows.map(({ prospectId }) => prospectId),
  );
  return rows.map(({ heat, ...prospect }) => {
    const signs = signsOf(visits.get(prospect.prospectId) ?? []);
    const told = signs.map((sign) => ({
      kind: sign.kind,
      at: new Date(sign.atMs).toISOString(),
      points: pointsAt(sign, nowMs),
      watchedShare: sign.watchedShare === null ? null : Math.min(1, sign.watchedShare),
      text: sign.text,
    }));
    return {
      ...prospect,
      score: scoreAt(heat, nowMs),
      because: explainCall(signs, nowMs),
      signs: told.toSorted((a, b) => b.points - a.points).slice(0, mostSigns),
      lastSignAt: new Date(Math.max(0, ...signs.map(({ atMs }) => atMs))).toISOString(),
      place: { heat, prospectId: prospect.prospectId },
    };
  });
}
