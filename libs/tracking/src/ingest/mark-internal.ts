import { changeVisitFacts } from './network-facts.js';
import { inTransaction, type SqlPool } from './sql-executor.js';

/** Which visit a member speaks of. */
export interface VisitToMark {
  /** The member's workspace: a visit of another is not found. */
  readonly workspaceId: string;
  readonly visitId: string;
  /** False takes "that was me" back. */
  readonly isInternal: boolean;
  /** Server time, milliseconds since 1970. */
  readonly nowMs: number;
}

/**
 * A member says "that was me": the visit becomes `internal` and is no view any more (4-tracking.md, "Identity").
 *
 * @returns false when the workspace has no such visit
 * @throws the database's error
 */
export async function markInternal(
  pool: SqlPool,
  { workspaceId, visitId, isInternal, nowMs }: VisitToMark,
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query(`select 1 from visits where id = $1 and workspace_id = $2`, [
      visitId,
      workspaceId,
    ]);
    if (rows.length === 0) return false;
    await changeVisitFacts(client, [visitId], nowMs, { isMarkedInternal: isInternal });
    return true;
  });
}
