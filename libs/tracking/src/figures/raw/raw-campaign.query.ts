import type { SqlExecutor } from '../../ingest/sql-executor.js';
import { funnelColumns, type FunnelRow } from '../funnel.js';
import { reachedLinks } from './reached-links.sql.js';

const sql = `with ${reachedLinks('l.campaign_id = $2')}
  select ${funnelColumns} from reached where sent_at is not null
    and ($3::timestamptz is null or sent_at >= $3) and ($4::timestamptz is null or sent_at < $4)`;

/** Links of a campaign that were sent in the period (null: ever), from the raw rows. */
export async function rawCampaignFunnel(
  database: SqlExecutor,
  workspaceId: string,
  campaignId: string,
  period: { from: Date; to: Date } | null,
): Promise<FunnelRow> {
  const params = [
    workspaceId,
    campaignId,
    period?.from.toISOString() ?? null,
    period?.to.toISOString() ?? null,
  ];
  return (await database.query<FunnelRow>(sql, params)).rows[0] ?? {};
}
