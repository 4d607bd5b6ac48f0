import type { SqlExecutor, SqlPool } from '../ingest/sql-executor.js';
import { catchUp, rebuildWorkspace } from './catch-up.js';
import { findRollUpDifferences, type RollUpDifferences } from './check-roll-ups.js';

/** What a check found, and whether it had to repair. */
export interface RollUpCheck {
  readonly differences: RollUpDifferences;
  /** Sum of the differences. */
  readonly count: number;
}

/** What is still to be taken up is taken up before; more than that comes in faster than it is, and is left out. */
const roundsBefore = 20;

/**
 * Counts a workspace again from its raw rows, compares, repairs what differs by counting all of it anew, and keeps what was
 * found for the operator.
 *
 * @throws the database's error
 */
export async function checkWorkspace(pool: SqlPool, workspaceId: string): Promise<RollUpCheck> {
  const timeZone = await catchUp(pool, workspaceId, roundsBefore);
  const differences = await findRollUpDifferences(pool, workspaceId, timeZone);
  const count = Object.values(differences).reduce((sum, each) => sum + each, 0);
  if (count > 0) await rebuildWorkspace(pool, workspaceId);
  await pool.query(
    `insert into roll_up_checks (workspace_id, checked_at, differences, details, is_repaired) values ($1, now(), $2, $3::jsonb, $4)
     on conflict (workspace_id) do update set checked_at = excluded.checked_at, differences = excluded.differences,
       details = excluded.details, is_repaired = excluded.is_repaired`,
    [workspaceId, count, JSON.stringify(differences), count > 0],
  );
  return { differences, count };
}

/** The last 3 o'clock at night in the workspace's time zone. */
const lastNight = `(date_trunc('day', (now() at time zone r.time_zone) - interval '3 hours') + interval '3 hours') at time zone r.time_zone`;

/** A workspace that was not checked since the last night there; null when all were. The one that waits longest comes first. */
export async function workspaceDueForCheck(database: SqlExecutor): Promise<string | null> {
  const { rows } = await database.query<{ id: string }>(
    `select r.workspace_id as id from roll_up_workspaces r left join roll_up_checks c using (workspace_id)
     where c.checked_at is null or c.checked_at < ${lastNight}
     order by c.checked_at nulls first limit 1`,
  );
  return rows[0]?.id ?? null;
}
