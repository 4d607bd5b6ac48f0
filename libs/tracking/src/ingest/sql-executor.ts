/** Runs one parametrised statement: a `pg` Pool, Client or anything like them. */
export interface SqlExecutor {
  query<Row>(text: string, params?: unknown[]): Promise<{ rows: Row[] }>;
}

/** A transaction that is under way. */
export interface Transaction extends SqlExecutor {
  /** Does something when all of it has been committed; nothing if it was not. */
  afterCommit(job: (pool: SqlPool) => void): void;
}

/** A statement that is prepared once for each connection, under a name that no other text has. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

/** One connection taken from a pool. */
export interface SqlClient extends SqlExecutor {
  query<Row>(statement: string | PreparedStatement, params?: unknown[]): Promise<{ rows: Row[] }>;
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
export function inTransaction<Result>(
  pool: SqlPool,
  work: (client: Transaction) => Promise<Result>,
): Promise<Result> {
  return transact(pool, work, {
    begin: 'begin',
    query: (client) => (text, params) => client.query(text, params),
  });
}

/**
 * As {@link inTransaction}, for the short transactions of which there are many: planning their statements takes the database
 * longer than running them, so each is prepared once for each connection. Their texts must be constants. A plan is kept while
 * the tables grow, so none may be made that reads a small table as a whole: keys are given, not joined.
 */
export function inPreparedTransaction<Result>(
  pool: SqlPool,
  work: (client: Transaction) => Promise<Result>,
): Promise<Result> {
  return transact(pool, work, {
    begin: 'begin; set local enable_seqscan = off',
    query:
      (client) =>
      (text, params = []) =>
        client.query({ name: nameOf(text), text, values: params }),
  });
}

const names = new Map<string, string>();

function nameOf(text: string): string {
  const name = names.get(text) ?? `tracking-${names.size + 1}`;
  names.set(text, name);
  return name;
}

interface Manner {
  readonly begin: string;
  query(client: SqlClient): SqlExecutor['query'];
}

async function transact<Result>(
  pool: SqlPool,
  work: (client: Transaction) => Promise<Result>,
  manner: Manner,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const jobs: ((pool: SqlPool) => void)[] = [];
  const transaction: Transaction = {
    query: manner.query(client),
    afterCommit: (job) => jobs.push(job),
  };
  try {
    await client.query(manner.begin);
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
