import type { CampaignFigures } from '@app/contracts';
import type { SqlExecutor } from '../ingest/sql-executor.js';
import { reachedLinks } from './figures-scope.js';
import { funnelColumns, type FunnelRow, toFunnel } from './funnel.js';

const campaignSql = `select c.id as "campaignId", c.name,
    (select count(*)::int from links where campaign_id = c.id and workspace_id = $1) as "linkCount",
    exists (select 1 from visit_actions where workspace_id = $1 and kind = 'booking') as "hasBookings"
  from campaigns c where c.workspace_id = $1 and c.id = $2`;

const funnelSql = `with ${reachedLinks('l.campaign_id = $2')}
  select ${funnelColumns} from reached where sent_at is not null
    and ($3::timestamptz is null or sent_at >= $3) and ($4::timestamptz is null or sent_at < $4)`;

/** A campaign's links and the funnel of those sent in the period, or ever; null when the workspace has no such campaign. */
export async function campaignFigures(
  database: SqlExecutor,
  workspaceId: string,
  campaignId: string,
  { from, to }: { from?: Date; to?: Date } = {},
): Promise<CampaignFigures | null> {
  const params = [workspaceId, campaignId];
  const { rows } = await database.query<Omit<CampaignFigures, 'funnel'> & { hasBookings: boolean }>(
    campaignSql,
    params,
  );
  const campaign = rows[0];
  if (!campaign) return null;
  const { hasBookings, ...figures } = campaign;
  const funnel = await database.query<FunnelRow>(funnelSql, [
    ...params,
    from?.toISOString() ?? null,
    to?.toISOString() ?? null,
  ]);
  return { ...figures, funnel: toFunnel(funnel.rows[0] ?? ({} as FunnelRow), hasBookings) };
}
