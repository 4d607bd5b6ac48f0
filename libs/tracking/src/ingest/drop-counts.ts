import type { DropReason } from '../spans/drop-reason.js';
import type { SqlExecutor } from './sql-executor.js';

/** Something that was not counted. `workspaceId` is null when nobody can know it (`bad_token`). */
export interface Drop {
  readonly reason: DropReason;
  readonly workspaceId: string | null;
  /** Server time, milliseconds since 1970. */
  readonly atMs: number;
}

/** Adds drops to the counters of their day, workspace and reason. */
export async function countDrops(client: SqlExecutor, drops: readonly Drop[]): Promise<void> {
  if (drops.length === 0) return;
  const rows = drops.map(({ reason, workspaceId, atMs }) => ({
    day: new Date(atMs).toISOString().slice(0, 10),
    workspace_id: workspaceId,
    reason,
  }));
  // Counters are written in a fixed order, so that two batches cannot wait for each other.
  await client.query(
    `insert into drop_counts (day, workspace_id, reason, count)
     select day, workspace_id, reason, count(*)
     from jsonb_to_recordset($1::jsonb) as n(day date, workspace_id uuid, reason text)
     group by day, workspace_id, reason order by day, workspace_id, reason
     on conflict (day, workspace_id, reason) do update set count = drop_counts.count + excluded.count`,
    [JSON.stringify(rows)],
  );
}
