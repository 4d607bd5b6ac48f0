import type { CampaignFigures } from '@app/contracts';
import type { SqlExecutor } from '../ingest/sql-executor.js';
import { isClickable } from './clickable.query.js';
import { cohortFunnel } from './cohort-funnel.sql.js';
import { type FiguresScope, wholeDaysOf } from './figures-scope.js';
import { type FunnelRow, hasBookings, toFunnel } from './funnel.js';
import { rawCampaignFunnel } from './raw/raw-campaign.query.js';

const scope = `workspace_id = $1 and scope = roll_up_scope(null, null, $2::uuid, null)`;

const campaignSql = `select c.id as "campaignId", c.name,
    (select coalesce(sum(links), 0)::int from scope_cohorts where ${scope}) as "linkCount", ${hasBookings} as "canBook"
  from campaigns c where c.workspace_id = $1 and c.id = $2`;

const funnelSql = cohortFunnel(
  `${scope} and sent_day >= $3 and sent_day < $4`,
  `s.workspace_id = $1 and s.campaign_id = $2 and s.sent_day >= $3 and s.sent_day < $4`,
);

/**
 * A campaign's links and the funnel of those sent in the period, or ever; null when the workspace has no such campaign.
 *
 * @param period with the zone of its days; null for all that were sent
 */
export async function campaignFigures(
  database: SqlExecutor,
  workspaceId: string,
  campaignId: string,
  period: Pick<FiguresScope, 'from' | 'to' | 'timeZone'> | null = null,
): Promise<CampaignFigures | null> {
  const params = [workspaceId, campaignId];
  const { rows } = await database.query<Omit<CampaignFigures, 'funnel'> & { canBook: boolean }>(
    campaignSql,
    params,
  );
  const campaign = rows[0];
  if (!campaign) return null;
  const { canBook, ...figures } = campaign;
  const days = period ? await wholeDaysOf(database, period) : { from: '-infinity', to: 'infinity' };
  const funnel = days
    ? ((await database.query<FunnelRow>(funnelSql, [...params, days.from, days.to])).rows[0] ?? {})
    : await rawCampaignFunnel(database, workspaceId, campaignId, period);
  const canClick =
    (funnel['clicked'] ?? 0) > 0 ||
    (await isClickable(database, { workspaceId, campaignId }, period ?? 'sent'));
  return { ...figures, funnel: toFunnel(funnel, { canClick, canBook }) };
}
