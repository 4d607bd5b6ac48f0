import { setTimeout as pause } from 'node:timers/promises';
import { versionOf } from '../classify/classify.js';
import { classSteps, type ClassStep } from '../classify/class-steps.js';
import { inTransaction, type SqlExecutor, type SqlPool } from '../ingest/sql-executor.js';
import { beginRun, leaveRun, runColumns, type RunRow, type RunToTakeUp } from './reclass-runs.js';
import { ReclassTally } from './reclass-tally.js';
import { type RerunPlace, rerunPage } from './rerun-page.js';

/** How a re-run works. */
export interface RerunOptions {
  /** Stops it after the page it is at; somebody else, or the next start, goes on from there. */
  readonly signal?: AbortSignal;
  /** The rule; another one in tests. */
  readonly steps?: readonly ClassStep[];
  /** Rows in one transaction, 1 or more: small, as what beacons of these visits wait for. */
  readonly pageSize?: number;
  /** Longest rest after a page, ms. It rests as long as it worked, so that at most half of the database is its own. */
  readonly longestRestMs?: number;
  /** Told after each page. @param progress 0–1 */
  readonly onPage?: (progress: number) => void;
}

/** How a re-run ended. `lost`: somebody stopped it, or another worker has it. */
export type RerunEnd = 'done' | 'interrupted' | 'lost' | 'outdated';

const leaseMs = 30_000;
const usualPage = 400;
const usualRestMs = 200;

/**
 * Runs the rule over a workspace's history, page by page: each page, its place and its part of the report are one
 * transaction, so that whatever interrupts it, no row is looked at twice or left out. Memory does not grow with history.
 *
 * @throws the database's error; the run can be taken up again
 */
export async function rerunHistory(
  pool: SqlPool,
  turn: RunToTakeUp,
  options: RerunOptions = {},
): Promise<RerunEnd> {
  const { signal, steps = classSteps, longestRestMs = usualRestMs, onPage } = options;
  const run = await beginRun(pool, turn, leaseMs);
  if (!run) return 'lost';
  if (run.ruleVersion !== versionOf(steps)) {
    // The server was updated in the middle: what it was asked for is no rule any more.
    await leaveRun(pool, run, 'stopped');
    return 'outdated';
  }
  for (;;) {
    if (signal?.aborted) {
      await leaveRun(pool, run, 'waiting');
      return 'interrupted';
    }
    const begunAt = performance.now();
    // Pages follow one another.
    // oxlint-disable-next-line no-await-in-loop
    const page = await inTransaction(pool, (client) => nextPage(client, run, steps, options.pageSize));
    if (page === 'lost') return 'lost';
    onPage?.(page.progress);
    if (page.isLast) return 'done';
    const restMs = Math.min(longestRestMs, performance.now() - begunAt);
    // oxlint-disable-next-line no-await-in-loop
    await pause(restMs, undefined, { signal }).catch(() => undefined);
  }
}

async function nextPage(
  client: SqlExecutor,
  { id, attempt }: RunRow,
  steps: readonly ClassStep[],
  size = usualPage,
): Promise<{ progress: number; isLast: boolean } | 'lost'> {
  const { rows } = await client.query<RunRow>(
    `select ${runColumns} from reclassifications where id = $1 and attempt = $2 and state = 'running' for update`,
    [id, attempt],
  );
  const run = rows[0];
  if (!run) return 'lost';
  const tally = new ReclassTally(run.report);
  const next = await rerunPage(client, { ...run, steps, size }, run.place, tally);
  const progress = next ? await progressOf(client, run, next) : 1;
  await client.query(
    `update reclassifications set place = coalesce($2::jsonb, place), report = $3::jsonb, progress = greatest(progress, $4), touched_at = now(), failures = 0,
       state = case when $5 then 'done' else state end, ended_at = case when $5 then now() end,
       lease_expires_at = case when $5 then null else now() + $6 * interval '1 ms' end
     where id = $1`,
    [id, next && JSON.stringify(next), JSON.stringify(tally.report), progress, next === null, leaseMs],
  );
  return { progress, isLast: next === null };
}

/** By the time that has been gone through, visits and hits half each: counting rows would cost as much as reading them. */
async function progressOf(
  client: SqlExecutor,
  { workspaceId, until }: RunRow,
  { part, at }: RerunPlace,
): Promise<number> {
  const base = part === 'visits' ? 0 : 0.5;
  if (at === undefined) return base;
  const [table, time] = part === 'visits' ? ['visits', 'opened_at'] : ['hits', 'occurred_at'];
  const { rows } = await client.query<{ share: number | null }>(
    `select extract(epoch from $2::timestamptz - oldest) / nullif(extract(epoch from $3::timestamptz - oldest), 0) as share
     from (select min(${time}) as oldest from ${table} where workspace_id = $1) t`,
    [workspaceId, at, until],
  );
  return base + 0.5 * Math.min(1, Math.max(0, Number(rows[0]?.share ?? 0)));
}
