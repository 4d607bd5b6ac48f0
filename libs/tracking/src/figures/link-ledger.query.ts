import type { Visit } from '@app/contracts';
import type { SqlExecutor } from '../ingest/sql-executor.js';
import { type LedgerRow, toLine } from './ledger-line.js';
import { hitColumns, isPartOfVisit, visitColumns } from './ledger-rows.js';

/** Which part of a link's ledger. */
export interface LedgerRequest {
  readonly workspaceId: string;
  readonly linkId: string;
  /** Lines wanted, 1–200. */
  readonly limit: number;
  /** The last line of the page before; absent for the newest. */
  readonly after?: { readonly startedAt: string; readonly id: string } | undefined;
}

const before = (time: string, id: string) =>
  `($3::timestamptz is null or (date_trunc('milliseconds', ${time}), ${id}) < ($3, $4::uuid))`;

const sql = `select * from (
    (select ${visitColumns} from visits v where v.link_id = $2 and v.workspace_id = $1 and ${before('v.opened_at', 'v.id')}
     order by date_trunc('milliseconds', v.opened_at) desc, v.id desc limit $5)
    union all
    (select ${hitColumns} from hits h where h.link_id = $2 and h.workspace_id = $1 and h.kind <> 'media' and h.kind <> 'captions'
       and (h.kind <> 'image' or h.class <> 'human') and not ${isPartOfVisit} and ${before('h.occurred_at', 'h.id')}
     order by date_trunc('milliseconds', h.occurred_at) desc, h.id desc limit $5)
  ) ledger order by "startedAt" desc, id desc limit $5`;

/**
 * The graded ledger of a link, newest first: every visit, and every hit that did not become a visit, each with its class,
 * the reasons, and whether it counts. Nothing is left out for being excluded.
 */
export async function linkLedger(database: SqlExecutor, request: LedgerRequest): Promise<Visit[]> {
  const { workspaceId, linkId, limit, after } = request;
  const { rows } = await database.query<LedgerRow>(sql, [
    workspaceId,
    linkId,
    after?.startedAt ?? null,
    after?.id ?? null,
    limit,
  ]);
  return rows.map(toLine);
}
