import type { DataSource } from 'typeorm';

/** How a worker names the one connection that it holds for as long as it lives. */
const workerName = 'outreel-worker';

/** Names the connection on which a worker listens for jobs: the server drops it when the process dies, however it dies. */
export const announceWorkerSql = `set application_name to '${workerName}'`;

/** Worker processes that are connected to this database. */
export async function countWorkers(dataSource: DataSource): Promise<number> {
  const [row] = await dataSource.query<{ count: number }[]>(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and application_name = $1`,
    [workerName],
  );
  return row?.count ?? 0;
}
