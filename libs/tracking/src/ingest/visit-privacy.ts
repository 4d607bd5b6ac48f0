import type { VisitPrivacy } from '../identity/privacy.js';
import { inTransaction, type SqlPool } from './sql-executor.js';

/**
 * Changes how a visit is treated, after the person accepted or opted out (4-tracking.md, "Privacy").
 *
 * @param privacy from `decidePrivacy`; not personal takes the prospect out of the visit and of what was done in it
 * @param prospectId the prospect of the link, null when it names nobody; a likely forwarded visit stays unnamed
 * @throws the database's error
 */
export async function changeVisitPrivacy(
  pool: SqlPool,
  visitId: string,
  privacy: VisitPrivacy,
  prospectId: string | null,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ prospectId: string | null }>(
      `update visits set privacy_mode = $2, prospect_id = case when is_likely_forwarded then null else $3::uuid end
       where id = $1 returning prospect_id as "prospectId"`,
      [visitId, privacy.mode, privacy.isPersonal ? prospectId : null],
    );
    await client.query(`update visit_actions set prospect_id = $2 where visit_id = $1`, [
      visitId,
      rows[0]?.prospectId ?? null,
    ]);
  });
}

/**
 * Erases a prospect from tracking: rows stay for the sums and name nobody; what the prospect wrote is removed.
 *
 * @throws the database's error
 */
export async function anonymiseProspect(
  pool: SqlPool,
  { workspaceId, prospectId }: { readonly workspaceId: string; readonly prospectId: string },
): Promise<void> {
  await inTransaction(pool, async (client) => {
    const params = [workspaceId, prospectId];
    const of = `workspace_id = $1 and prospect_id = $2`;
    await client.query(
      `update visit_actions set prospect_id = null, text = null, label = case when kind = 'click' then label end
       where workspace_id = $1 and (prospect_id = $2 or visit_id in (select id from visits where ${of}))`,
      params,
    );
    const blank = `prospect_id = null, visitor_key = null, address_key = null, facts = facts || '{"agent": ""}'`;
    await client.query(`update visits set ${blank}, device = '' where ${of}`, params);
    await client.query(`update hits set ${blank} where ${of}`, params);
  });
}
