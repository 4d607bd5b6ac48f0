import type { Reclassification, ReclassMode, ReclassReport, ReclassState } from '@app/contracts';
import { v7 as newId } from 'uuid';
import { ruleVersion } from '../classify/classify.js';
import { inTransaction, type SqlExecutor, type SqlPool } from '../ingest/sql-executor.js';
import { emptyReport } from './reclass-tally.js';
import type { RerunPlace } from './rerun-page.js';

/** A re-run as its worker sees it. */
export interface RunRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly mode: ReclassMode;
  readonly isForced: boolean;
  readonly state: ReclassState;
  readonly ruleVersion: number;
  readonly until: string;
  readonly place: RerunPlace;
  readonly report: ReclassReport;
  readonly attempt: number;
}

/** A re-run that is asked for. */
export interface RunRequest {
  readonly workspaceId: string;
  readonly mode: ReclassMode;
  readonly isForced: boolean;
  /** Who asked; null for the command line. */
  readonly memberId: string | null;
  /** Server time, milliseconds since 1970. */
  readonly nowMs: number;
  /** The check whose report was read: applying needs it to be the latest, done, and of this version of the rule. */
  readonly checkId?: string;
  /** False where the caller does it itself, at once; otherwise its job is in the outbox with it. */
  readonly isQueued?: boolean;
  /** Version of the rule; another one in tests. */
  readonly version?: number;
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const shown = `id, mode, state, is_forced as "isForced", rule_version as "ruleVersion", progress, report,
  ${iso('created_at')} as "createdAt", ${iso('ended_at')} as "endedAt"`;
const isActive = `state in ('waiting','running')`;

/** The columns that a worker needs. */
export const runColumns = `id, workspace_id as "workspaceId", mode, is_forced as "isForced", state, rule_version as "ruleVersion",
  ${iso('until')} as until, place, report, attempt`;

/** The latest re-run of a workspace; null when there was none. */
export async function latestRun(
  database: SqlExecutor,
  workspaceId: string,
): Promise<Reclassification | null> {
  const { rows } = await database.query<Reclassification>(
    `select ${shown} from reclassifications where workspace_id = $1 order by id desc limit 1`,
    [workspaceId],
  );
  return rows[0] ?? null;
}

/**
 * Asks for a re-run. While one of the same kind is active nothing is added.
 *
 * @returns the new run or the active one; `conflict` when another kind is active, or the check is not the latest word
 */
export async function requestRun(pool: SqlPool, request: RunRequest): Promise<Reclassification | 'conflict'> {
  const { workspaceId, mode } = request;
  return inTransaction(pool, async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`reclass ${workspaceId}`]);
    const latest = await latestRun(client, workspaceId);
    if (latest && (latest.state === 'waiting' || latest.state === 'running'))
      return latest.mode === mode ? latest : 'conflict';
    if (request.checkId && !isLastWord(latest, request)) return 'conflict';
    await insertRun(client, request);
    return (await latestRun(client, workspaceId)) ?? 'conflict';
  });
}

function isLastWord(latest: Reclassification | null, { checkId, version = ruleVersion }: RunRequest) {
  return latest?.id === checkId && latest?.state === 'done' && latest.ruleVersion === version;
}

async function insertRun(client: SqlExecutor, request: RunRequest): Promise<void> {
  const { workspaceId, memberId, mode, isForced, nowMs, version = ruleVersion } = request;
  const id = newId();
  await client.query(
    `insert into reclassifications (id, workspace_id, member_id, mode, is_forced, rule_version, until, report)
     values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb)`,
    [
      id,
      workspaceId,
      memberId,
      mode,
      isForced,
      version,
      new Date(nowMs).toISOString(),
      JSON.stringify(emptyReport()),
    ],
  );
  if (request.isQueued === false) return;
  await client.query(
    `insert into outbox (id, topic, payload, created_at) values ($1, 'reclassify-history', $2::jsonb, now())`,
    [newId(), JSON.stringify({ runId: id, attempt: 0 })],
  );
}

/** Stops a re-run after the page it is at; what it has applied stays. @returns false when the workspace has no such run */
export async function stopRun(database: SqlExecutor, workspaceId: string, id: string): Promise<boolean> {
  const { rows } = await database.query(
    `update reclassifications set state = case when ${isActive} then 'stopped' else state end,
       ended_at = case when ${isActive} then now() else ended_at end
     where workspace_id = $1 and id = $2 returning id`,
    [workspaceId, id],
  );
  return rows.length > 0;
}

/** A run that nobody holds: its next attempt, for the queue. */
export interface RunToTakeUp {
  readonly runId: string;
  readonly attempt: number;
}

/** Times in a row that a run may be left behind without one page more, before it is given up. */
const mostFailures = 10;
const isStuck = `(state = 'running' or touched_at < now() - interval '10 minutes')`;

/**
 * Runs that were left behind. One whose worker died gets a new attempt, and ends as failed when it never comes further. One
 * that nobody has begun may wait its turn: its job is asked for again, as a new one only when that has not helped for long.
 *
 * @param idleMs how long nothing has happened to them, ms
 */
export async function takeUpRuns(database: SqlExecutor, idleMs: number): Promise<RunToTakeUp[]> {
  const { rows } = await database.query<RunToTakeUp & { state: ReclassState }>(
    `update reclassifications set attempt = attempt + ${isStuck}::int, failures = failures + (state = 'running')::int,
       touched_at = case when ${isStuck} then now() else touched_at end, lease_expires_at = null,
       state = case when failures < ${mostFailures} then state else 'failed' end,
       ended_at = case when failures < ${mostFailures} then null else now() end
     where ${isActive} and coalesce(lease_expires_at, '-infinity') < now() and touched_at < now() - $1 * interval '1 ms'
     returning id as "runId", attempt, state`,
    [idleMs],
  );
  return rows.flatMap(({ runId, attempt, state }) => (state === 'failed' ? [] : [{ runId, attempt }]));
}

/** Takes the lease of a run. @returns null when somebody has it, the run is over, or another attempt counts */
export async function beginRun(
  database: SqlExecutor,
  { runId, attempt }: RunToTakeUp,
  leaseMs: number,
): Promise<RunRow | null> {
  const { rows } = await database.query<RunRow>(
    `update reclassifications set state = 'running', attempt = attempt + 1, touched_at = now(),
       lease_expires_at = now() + $3 * interval '1 ms'
     where id = $1 and attempt = $2 and ${isActive} and coalesce(lease_expires_at, '-infinity') < now()
     returning ${runColumns}`,
    [runId, attempt, leaseMs],
  );
  return rows[0] ?? null;
}

/** Ends a run that cannot go on, or gives its lease back so that another takes it up at once. */
export async function leaveRun(
  database: SqlExecutor,
  { id, attempt }: Pick<RunRow, 'id' | 'attempt'>,
  state: 'waiting' | 'stopped',
): Promise<void> {
  await database.query(
    `update reclassifications set state = $3, lease_expires_at = null, touched_at = '-infinity', ended_at = case when $3 <> 'waiting' then now() end
     where id = $1 and attempt = $2 and state = 'running'`,
    [id, attempt, state],
  );
}
