import { inTransaction, type SqlExecutor, type SqlPool } from '../ingest/sql-executor.js';
import { foldDaysSql, takeChangesSql } from './fold-changes.sql.js';
import { clearStepsSql, numberSomePeopleSql, setStepsSql, uniteMonthsSql } from './fold-people.sql.js';
import { rebuildRollUps } from './rebuild-roll-ups.js';

/** Changes taken at once: a few hundred milliseconds of work, so that nobody waits long for the lock. */
const changesAtOnce = 2_000;
/** Longer, and a whole workspace is being counted anew: the figures as they were are better than none, ms. */
const patienceMs = 2_000;
/**
 * Who asks for figures takes up so many portions before answering, enough for a new campaign of the largest size and what
 * happened just before; what is more than that is a worker's.
 */
const roundsOfReader = 6;

/** SQLSTATE of a lock that was not given in time. */
const lockNotAvailable = '55P03';

interface Standing {
  readonly timeZone: string;
  /** Null before the first time. */
  readonly countedZone: string | null;
  readonly isBehind: boolean;
}

const standingSql = `select w.time_zone as "timeZone", r.time_zone as "countedZone",
    exists (select 1 from roll_up_changes c where c.workspace_id = w.id and c.due_at <= now()) as "isBehind"
  from workspaces w left join roll_up_workspaces r on r.workspace_id = w.id where w.id = $1`;

/**
 * Brings the roll-ups of a workspace up to what has been committed. Called by a worker every moment and by whoever is about
 * to read them; one at a time for each workspace, the others
 * wait for it: for 2 s, or, if it was never counted, until it has been.
 *
 * @param rounds most portions of changes to take up, 1 or more
 * @returns the time zone in which the days are counted; `UTC` for a workspace that does not exist
 * @throws the database's error
 */
export async function catchUp(pool: SqlPool, workspaceId: string, rounds = roundsOfReader): Promise<string> {
  for (let round = 0; round < rounds; round += 1) {
    const standing = await standingOf(pool, workspaceId);
    if (!standing) return 'UTC';
    if (standing.countedZone === standing.timeZone && !standing.isBehind) return standing.timeZone;
    const isFolded = await inTransaction(pool, (client) => foldOnce(client, workspaceId, standing));
    if (!isFolded) break;
  }
  return (await standingOf(pool, workspaceId))?.countedZone ?? 'UTC';
}

/** Workspaces whose roll-ups are behind; those with the oldest changes first, then those that were never counted. */
export async function workspacesBehind(database: SqlExecutor): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(
    `select id from (
       select distinct workspace_id as id from (select workspace_id from roll_up_changes where due_at <= now() order by seq limit 1000) c
       union select w.id from workspaces w left join roll_up_workspaces r on r.workspace_id = w.id and r.time_zone = w.time_zone
       where r.workspace_id is null) behind
     where exists (select 1 from workspaces w where w.id = behind.id)`,
  );
  return rows.map(({ id }) => id);
}

/** Counts a whole workspace from its raw rows, whatever its roll-ups say; see `rebuildRollUps`. */
export async function rebuildWorkspace(pool: SqlPool, workspaceId: string): Promise<void> {
  await inTransaction(pool, async (client) => {
    await lockRollUps(client, workspaceId);
    const standing = await standingOf(client, workspaceId);
    if (standing) await rebuildRollUps(client, workspaceId, standing.timeZone);
  });
}

async function standingOf(database: SqlExecutor, workspaceId: string): Promise<Standing | undefined> {
  return (await database.query<Standing>(standingSql, [workspaceId])).rows[0];
}

/** Takes the workspace's lock until the end of the transaction; nothing may be read of the roll-ups before. */
export async function lockRollUps(client: SqlExecutor, workspaceId: string): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`roll-ups ${workspaceId}`]);
}

/** @returns false when somebody else held the lock for too long */
async function foldOnce(client: SqlExecutor, workspaceId: string, before: Standing): Promise<boolean> {
  if (before.countedZone !== null && !(await lockInTime(client, workspaceId))) return false;
  await lockRollUps(client, workspaceId);
  const standing = await standingOf(client, workspaceId);
  if (!standing) return false;
  const { timeZone, countedZone } = standing;
  if (timeZone !== countedZone) await rebuildRollUps(client, workspaceId, timeZone);
  else await foldChanges(client, workspaceId, timeZone);
  return true;
}

/** An advisory lock that is held already is taken once more at no cost. */
async function lockInTime(client: SqlExecutor, workspaceId: string): Promise<boolean> {
  await client.query(`savepoint waiting; set local lock_timeout = ${patienceMs}`);
  try {
    await lockRollUps(client, workspaceId);
    await client.query(`set local lock_timeout = 0; release savepoint waiting`);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === lockNotAvailable)) throw error;
    await client.query(`rollback to savepoint waiting`);
    return false;
  }
}

interface Taken {
  readonly taken: number;
  readonly links: string[];
  readonly dayLinks: string[];
  readonly days: string[];
}

interface ClearedBlock {
  readonly scope: string;
  readonly step: number;
  readonly month: string;
  readonly block: number;
}

interface Affected {
  readonly people: string[];
  readonly teams: (string | null)[];
  readonly days: string[];
}

/** One portion of changes, in the caller's transaction and under the workspace's lock. */
async function foldChanges(client: SqlExecutor, workspaceId: string, timeZone: string): Promise<void> {
  // The rows are few and the tables large: whatever the planner guesses, no whole table is to be read.
  await client.query(`set local enable_seqscan = off; set local jit = off`);
  const taking = await client.query<Taken>(takeChangesSql, [workspaceId, timeZone, changesAtOnce]);
  const taken = taking.rows[0];
  if (!taken || taken.taken === 0) return;
  const { links, dayLinks, days } = taken;
  const folding = await client.query<Affected>(foldDaysSql, [workspaceId, timeZone, dayLinks, days, links]);
  const affected = folding.rows[0];
  if (!affected || affected.people.length === 0) return;
  await client.query(numberSomePeopleSql, [workspaceId, affected.people, affected.teams]);
  const steps = [workspaceId, affected.people, affected.teams, affected.days];
  await client.query(setStepsSql, steps);
  const cleared = (await client.query<ClearedBlock>(clearStepsSql, steps)).rows;
  if (cleared.length === 0) return;
  const blocks = (['scope', 'step', 'month', 'block'] as const).map((name) =>
    cleared.map((each) => each[name]),
  );
  await client.query(uniteMonthsSql, [workspaceId, ...blocks]);
}
