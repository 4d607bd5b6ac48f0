import type { EntityManager } from 'typeorm';

/** Whom to forget. */
export interface Erasure {
  id: string;
  workspaceId: string;
  /** HMAC of the lower-cased address: keeps a re-import from bringing the person back. */
  emailHash: Buffer;
}

/**
 * Forgets a person, inside the caller's transaction. Figures stay, without anything that says whose they were: everything
 * that came over the person's links loses its person, the keys of its browser and network, and its words.
 */
export async function eraseProspectRows(manager: EntityManager, erasure: Erasure): Promise<void> {
  const { id, workspaceId, emailHash } = erasure;
  const links = await manager.query<{ id: string }[]>(`select id from links where prospect_id = $1`, [id]);
  const linkIds = links.map((link) => link.id);
  await manager.query(
    `insert into suppressions (workspace_id, email_hash, erased_at) values ($1, $2, now()) on conflict do nothing`,
    [workspaceId, emailHash],
  );
  const traces = `workspace_id = $2 and (prospect_id = $1 or link_id = any($3))`;
  for (const statement of [
    `update visits set prospect_id = null, visitor_key = null, address_key = null, device = '' where ${traces}`,
    `update hits set prospect_id = null, visitor_key = null, address_key = null where ${traces}`,
    `update visit_actions set prospect_id = null, text = null,
            label = case when kind in ('click', 'booking') then label end where ${traces}`,
  ])
    // oxlint-disable-next-line no-await-in-loop -- one connection: one statement at a time
    await manager.query(statement, [id, workspaceId, linkIds]);
  await manager.query(
    `delete from outbox where workspace_id = $1 and topic like '%.%'
        and (payload ->> 'linkId' = any($2) or payload -> 'data' ->> 'linkId' = any($2))`,
    [workspaceId, linkIds],
  );
  await manager.query(
    `update links set erased_at = now(), prospect_id = null, page = null, password_hash = null where id = any($1)`,
    [linkIds],
  );
  await manager.query(`delete from prospects where id = $1`, [id]);
}
