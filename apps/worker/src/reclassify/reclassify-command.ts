import type { Config } from '@app/config';
import { latestRun, requestRun, rerunHistory, stopRun } from '@app/tracking';
import { Pool } from 'pg';
import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { reportText } from './report-text.js';

const usage = `Runs the rule of what counts as a view over history again, while the server runs or not.

  --dry-run            says what would change, and changes nothing
  --apply              changes it; nobody is notified
  --force              looks also at what this version of the rule has classed already
  --workspace <id>     one workspace only; all of them otherwise
`;

interface Options {
  readonly isApply: boolean;
  readonly isForced: boolean;
  readonly workspaceId: string | undefined;
}

/** The options, or what is wrong with them. */
function optionsOf(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        'dry-run': { type: 'boolean' },
        apply: { type: 'boolean' },
        force: { type: 'boolean' },
        workspace: { type: 'string' },
      },
    });
    if (values['dry-run'] === values.apply) return usage;
    return { isApply: values.apply === true, isForced: values.force === true, workspaceId: values.workspace };
  } catch (error) {
    return `${(error as Error).message}\n\n${usage}`;
  }
}

const say = (text: string) => process.stdout.write(`${text}\n`);

/**
 * `reclassify` on the command line: one workspace after the other, each with its report as a table. Ctrl-C ends it after the
 * page it is at; what was applied stays, and the next time goes on from there.
 *
 * @returns the exit code: 0 when all was done
 * @throws the database's error
 */
export async function reclassifyCommand({ databaseUrl }: Config, args: readonly string[]): Promise<number> {
  const options = optionsOf(args);
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n`);
    return 2;
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  const pool = new Pool({ connectionString: databaseUrl, max: 2 });
  try {
    const { rows: workspaces } = await pool.query<{ id: string; name: string }>(
      `select id, name from workspaces where $1::text is null or id::text = $1 order by created_at, id`,
      [options.workspaceId ?? null],
    );
    if (workspaces.length === 0) say('There is no such workspace.');
    let isWhole = workspaces.length > 0;
    for (const { id, name } of workspaces) {
      if (stop.signal.aborted) return 1;
      say(`${name} (${id})\n`);
      // One after the other: they share the database.
      // oxlint-disable-next-line no-await-in-loop
      isWhole = (await runOne(pool, id, options, stop.signal)) && isWhole;
    }
    return isWhole ? 0 : 1;
  } finally {
    await pool.end();
  }
}

async function runOne(
  pool: Pool,
  workspaceId: string,
  { isApply, isForced }: Options,
  signal: AbortSignal,
): Promise<boolean> {
  const run = await requestRun(pool, {
    workspaceId,
    memberId: null,
    mode: isApply ? 'apply' : 'check',
    isForced,
    nowMs: Date.now(),
    isQueued: false,
  });
  if (run === 'conflict') {
    say('Another run is going on here. Wait for it, or stop it under Settings → Ledger.');
    return false;
  }
  const end = await rerunHistory(pool, { runId: run.id, attempt: 0 }, { signal, onPage: showProgress });
  if (end === 'interrupted') await stopRun(pool, workspaceId, run.id);
  if (end === 'lost') await untilEnded(pool, workspaceId, signal);
  const last = await latestRun(pool, workspaceId);
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
  if (last) say(reportText(last.report, isApply));
  if (last?.state === 'done') return true;
  say('It was stopped before its end. What was applied stays; start it again to go on.');
  return false;
}

/** Somebody else does this run already: a worker, or another terminal. */
async function untilEnded(pool: Pool, workspaceId: string, signal: AbortSignal): Promise<void> {
  say('This run is going on already; waiting for it.');
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const run = await latestRun(pool, workspaceId);
    if (signal.aborted || !run || run.endedAt !== null) return;
    showProgress(run.progress);
    // oxlint-disable-next-line no-await-in-loop
    await pause(500, undefined, { signal }).catch(() => undefined);
  }
}

function showProgress(progress: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${Math.floor(progress * 100)} %`);
}
