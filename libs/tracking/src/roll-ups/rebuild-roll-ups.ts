import type { SqlExecutor } from '../ingest/sql-executor.js';
import { numberPeopleSql } from './fold-people.sql.js';
import { forgetRollUpsSql, peopleOfWorkspace, wholeTables } from './whole-workspace.sql.js';

/**
 * Counts all roll-ups of a workspace from the raw rows, in the caller's transaction, under the lock of the workspace: the
 * first time (rows that were there before the roll-ups), when its time zone has changed, and when a check found a difference.
 *
 * @param timeZone IANA name; the days are those of this zone from here on
 * @throws the database's error
 */
export async function rebuildRollUps(
  client: SqlExecutor,
  workspaceId: string,
  timeZone: string,
): Promise<void> {
  // Whole tables are sorted: what is enough for a page of rows would go to disk here.
  await client.query(`set local work_mem = '128MB'`);
  for (const statement of forgetRollUpsSql) await client.query(statement, [workspaceId]);
  for (const { name, columns, expected } of wholeTables) {
    if (name === 'scope_people') await client.query(numberPeopleSql(peopleOfWorkspace), [workspaceId]);
    const needsZone = expected.includes('$2');
    await client.query(
      `insert into ${name} (${columns}) ${expected}`,
      needsZone ? [workspaceId, timeZone] : [workspaceId],
    );
  }
  await client.query(
    `insert into roll_up_workspaces (workspace_id, time_zone) values ($1, $2)
     on conflict (workspace_id) do update set time_zone = excluded.time_zone, built_at = now()`,
    [workspaceId, timeZone],
  );
}
