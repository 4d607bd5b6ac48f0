import type { HistoryEntry } from '@app/contracts';
import type { SqlExecutor } from '../ingest/sql-executor.js';
import { type LedgerRow, toLine } from './ledger-line.js';
import { hitColumns, isPartOfVisit, visitColumns } from './ledger-rows.js';

/** Which part of a prospect's history. */
export interface HistoryRequest {
  readonly workspaceId: string;
  readonly prospectId: string;
  /** Only links of these members; of all when absent. */
  readonly memberIds?: readonly string[] | null | undefined;
  /** Entries wanted, 1–200. */
  readonly limit: number;
  /** The last entry of the page before; absent for the newest. */
  readonly after?: { readonly at: string; readonly id: string } | undefined;
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
/* Ids are compared as text, byte by byte: an entry of a link is named by the link and what happened to it. */
const bytes = (id: string) => `(${id}) collate "C"`;
const before = (
  time: string,
  id: string,
) => `($3::timestamptz is null or ${time} < $3::timestamptz + interval '1 ms'
  and (date_trunc('milliseconds', ${time}), ${bytes(id)}) < ($3, $4::text))`;
const newest = (time: string, id: string) =>
  `date_trunc('milliseconds', ${time}) desc, ${bytes(id)} desc limit $5`;

const links = `with l as (select id, video_id, created_at, sent_at, revoked_at from links where workspace_id = $1 and prospect_id = $2
  and ($6::uuid[] is null or member_id = any($6)))`;

/*
 * What a link was asked for by nobody in person (bots, scanners, colleagues) is the link's and shown with its reason. A person's
 * visit is shown when it names the prospect, or somebody new whom it was likely forwarded to; one that is counted without a
 * name says nothing of the prospect, and is in the ledger of its link only.
 */
const ledgerSql = `${links}
  select * from (
    (select v.* from l cross join lateral (
       select ${visitColumns}, v.video_id as "videoId" from visits v
       where v.link_id = l.id and (v.prospect_id = $2 or v.class <> 'human' or (v.is_likely_forwarded and v.privacy_mode <> 'aggregate'))
         and ${before('v.opened_at', 'v.id::text')}
       order by ${newest('v.opened_at', 'v.id::text')}) v)
    union all
    (select h.* from l cross join lateral (
       select ${hitColumns}, h.video_id as "videoId" from hits h
       where h.link_id = l.id and (h.prospect_id = $2 or h.class <> 'human') and h.kind not in ('media', 'captions')
         and (h.kind <> 'image' or h.class <> 'human') and not ${isPartOfVisit} and ${before('h.occurred_at', 'h.id::text')}
       order by ${newest('h.occurred_at', 'h.id::text')}) h)
  ) ledger order by "startedAt" desc, ${bytes('id::text')} desc limit $5`;

const eventsSql = `${links}, events as (
    select 'added' as kind, id::text as id, created_at as at, null::uuid as "linkId", null::uuid as "videoId"
    from prospects where id = $2 and workspace_id = $1
    union all select 'made', id || '-made', created_at, id, video_id from l
    union all select 'sent', id || '-sent', sent_at, id, video_id from l where sent_at is not null
    union all select 'revoked', id || '-revoked', revoked_at, id, video_id from l where revoked_at is not null)
  select kind, id, ${iso('at')} as at, "linkId", "videoId" from events where ${before('at', 'id')}
  order by ${newest('at', 'id')}`;

/** An entry without the title of its video, which whoever owns videos adds. */
export type HistoryRow = Distribute<HistoryEntry>;
type Distribute<Entry> = Entry extends { videoTitle: string } ? Omit<Entry, 'videoTitle'> : Entry;

/**
 * Everything that happened with a prospect, newest first: links made, sent and revoked, every visit and every hit that did not
 * become one, each with its class, the reasons, what was watched and what was done. Nothing is left out for being excluded.
 */
export async function prospectHistory(database: SqlExecutor, request: HistoryRequest): Promise<HistoryRow[]> {
  const { workspaceId, prospectId, limit, after } = request;
  const params = [
    workspaceId,
    prospectId,
    after?.at ?? null,
    after?.id ?? null,
    limit,
    request.memberIds ?? null,
  ];
  const ledger = await database.query<LedgerRow & { readonly videoId: string }>(ledgerSql, params);
  const events = await database.query<HistoryRow>(eventsSql, params);
  const lines = ledger.rows.map(({ videoId, ...row }): HistoryRow => {
    const { id, linkId, startedAt: at } = row;
    return { kind: 'ledger', id, at, linkId, videoId, visit: toLine(row) };
  });
  return [...events.rows, ...lines].toSorted(newestFirst).slice(0, limit);
}

/** As the database orders: by time, then by id. */
function newestFirst(one: HistoryRow, other: HistoryRow): number {
  if (one.at !== other.at) return one.at < other.at ? 1 : -1;
  return one.id < other.id ? 1 : -1;
}
