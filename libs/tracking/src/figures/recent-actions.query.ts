import type { ActionKind } from '../ingest/record-action.js';
import type { SqlExecutor } from '../ingest/sql-executor.js';

/** Which actions: an inbox shows replies and reactions. */
export interface RecentActionsRequest {
  readonly workspaceId: string;
  readonly kinds: readonly ActionKind[];
  /** Only on links of this member. */
  readonly memberId?: string | undefined;
  /** Only on links of this team. */
  readonly teamId?: string | undefined;
  /** Only on links of these members; null or absent for everybody's. */
  readonly memberIds?: readonly string[] | null | undefined;
  /** Rows wanted, 1–200. */
  readonly limit: number;
  /** The last row of the page before; absent for the newest. */
  readonly after?: { readonly at: string; readonly id: string } | undefined;
}

/** One action; titles and names are added by whoever owns them. */
export interface RecentAction {
  readonly id: string;
  readonly type: ActionKind;
  readonly at: string;
  readonly atMs: number | null;
  readonly label: string | null;
  readonly text: string | null;
  readonly visitId: string;
  readonly linkId: string;
  readonly videoId: string;
  readonly prospectId: string | null;
  readonly memberId: string | null;
}

const sql = `select id, kind as type, to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, at_ms as "atMs", label, text,
    visit_id as "visitId", link_id as "linkId", video_id as "videoId", prospect_id as "prospectId", member_id as "memberId"
  from visit_actions a where workspace_id = $1 and kind = any($2::text[]) and ($3::uuid is null or member_id = $3)
    and ($4::uuid is null or link_id in (select id from links where workspace_id = $1 and team_id = $4))
    and ($5::timestamptz is null or (date_trunc('milliseconds', occurred_at), id) < ($5, $6::uuid))
    and ($8::uuid[] is null or member_id = any($8))
  order by date_trunc('milliseconds', occurred_at) desc, id desc limit $7`;

/** What visitors did, newest first. */
export async function recentActions(
  database: SqlExecutor,
  { workspaceId, kinds, memberId, memberIds, teamId, limit, after }: RecentActionsRequest,
): Promise<RecentAction[]> {
  const { rows } = await database.query<RecentAction>(sql, [
    workspaceId,
    [...kinds],
    memberId ?? null,
    teamId ?? null,
    after?.at ?? null,
    after?.id ?? null,
    limit,
    memberIds ?? null,
  ]);
  return rows;
}
