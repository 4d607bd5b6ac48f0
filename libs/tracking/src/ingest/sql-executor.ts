/** Runs one parametrised statement: a `pg` Pool, Client or anything like them. */
export interface SqlExecutor {
  query<Row>(text: string, params?: unknown[]): Promise<{ rows: Row[] }>;
}

/** A transaction that is under way. */
export interface Transaction extends SqlExecutor {
  /** Does something when all of it has been committed; nothing if it was not. */
  afterCommit(job: (pool: SqlPool) => void): void;
}

/** One connection taken from a pool. */
export interface SqlClient extends SqlExecutor {
  release(error?: Error | boolean): void;
}

/** A pool of connections: `pg.Pool` fits. */
export interface SqlPool extends SqlExecutor {
  connect(): Promise<SqlClient>;
}

/**
 * Runs `work` in one transaction and commits it.
 *
 * @returns what `work` returned, only after the commit
 * @throws whatever `work` or the database threw; nothing of it has been kept then (or, when the connection broke during the commit, it may have been: repeat it)
 */
export async function inTransaction<Result>(
  pool: SqlPool,
  work: (client: Transaction) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const jobs: ((pool: SqlPool) => void)[] = [];
  const transaction: Transaction = {
    query: (text, params) => client.query(text, params),
    afterCommit: (job) => jobs.push(job),
  };
  try {
    await client.query('begin');
    const result = await work(transaction);
    await client.query('commit');
    for (const job of jobs) job(pool);
    return result;
  } catch (error) {
    await client.query('rollback').catch((cause: unknown) => {
      // A connection that cannot even roll back must not go back to the pool.
      broken = new Error('The connection is lost.', { cause });
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
