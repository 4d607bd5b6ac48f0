import { inTransaction, type SqlExecutor, type SqlPool } from '../ingest/sql-executor.js';
import { wholeTables, type WholeTable } from './whole-workspace.sql.js';

/** Rows that are not as the raw rows say, by table. */
export type RollUpDifferences = Readonly<Record<WholeTable['name'], number>>;

/* Links whose changes have not been taken up yet cannot be judged. */
const notPending = `link_id not in (select link_id from roll_up_changes where workspace_id = $1)`;

const differencesSql = ({ name, columns, expected, actual }: WholeTable) => {
  const judged = name === 'link_days' || name === 'link_states' ? `where ${notPending}` : '';
  return `with expected as materialized (select ${columns} from (${expected}) e ${judged}),
      actual as materialized (select ${columns} from (${actual}) a ${judged})
    select ((select count(*) from (table expected except table actual) missing)
      + (select count(*) from (table actual except table expected) wrong))::int as count`;
};

/**
 * Counts a workspace again from the raw rows and compares every row of its roll-ups, in one snapshot: nobody is kept from
 * writing meanwhile, and what is under way is left out.
 *
 * @param timeZone that in which its days are counted
 * @returns how many rows of each table are missing or wrong; a wrong one counts twice
 * @throws the database's error
 */
export async function findRollUpDifferences(
  pool: SqlPool,
  workspaceId: string,
  timeZone: string,
): Promise<RollUpDifferences> {
  return inTransaction(pool, async (client) => {
    await client.query(`set transaction isolation level repeatable read`);
    await client.query(`set local work_mem = '128MB'`);
    const counts: [string, number][] = [];
    for (const table of wholeTables)
      counts.push([table.name, await differencesIn(client, table, workspaceId, timeZone)]);
    return Object.fromEntries(counts) as RollUpDifferences;
  });
}

async function differencesIn(
  client: SqlExecutor,
  table: WholeTable,
  workspaceId: string,
  timeZone: string,
): Promise<number> {
  const sql = differencesSql(table);
  const params = sql.includes('$2') ? [workspaceId, timeZone] : [workspaceId];
  const { rows } = await client.query<{ count: number }>(sql, params);
  return rows[0]?.count ?? 0;
}
