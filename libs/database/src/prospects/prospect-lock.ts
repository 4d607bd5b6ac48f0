import type { EntityManager } from 'typeorm';

/** Held to the end of the transaction: changes of a workspace's prospects go one after another, so upserts never race. */
export async function lockProspects(manager: EntityManager, workspaceId: string): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock(hashtextextended('prospects ' || $1, 0))`, [workspaceId]);
}
