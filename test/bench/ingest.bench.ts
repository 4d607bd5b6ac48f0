/**
 * Taking in beacons on this machine. First, what a second of processor time of server and database is good for: ours, with
 * checks, union and commit before the answer; one INSERT for each request; and a server that only answers. Then a crowd that
 * watches: what is lost, how late the dashboard is, and what the API's memory does. Prints, and judges nothing.
 * BENCH_WATCHERS (10000) and BENCH_MINUTES (2) size the crowd.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { type RunningPostgres, startPostgres } from '../../apps/launcher/src/postgres.mjs';
import { type LoadResult, quantile, sendLoad, type WireRequest } from '../support/http-load.js';
import { ProcessMeter } from '../support/measured-run.js';
import { MemberClient } from '../support/member-client.js';
import { launcherOf, processesOf } from '../support/outreel-process.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';
import { StreamReader } from '../support/stream-reader.js';
import { makeLinks, openVisits, type Watcher } from '../support/watcher-crowd.js';

jest.setTimeout(3 * 60 * 60_000);

const watcherCount = Number(process.env['BENCH_WATCHERS'] ?? 10_000);
const minutes = Number(process.env['BENCH_MINUTES'] ?? 2);
const beaconEveryMs = 10_000;
/** A visit may send five at once. */
const beaconsPerVisit = 4;
const folder = mkdtempSync(join(tmpdir(), 'outreel-ingest-bench-'));
const note = (row: string) => process.stdout.write(`${row}\n`);
const ms = (value: number) => `${value.toFixed(1)} ms`;
let postgres: RunningPostgres;
let pool: Pool;
let outreel: RunningOutreel;
let member: MemberClient;
let slugs: string[];
let watchersSoFar = 0;

beforeAll(async () => {
  postgres = await startPostgres({ dataDir: folder });
  pool = new Pool({ connectionString: postgres.url });
  outreel = await runOutreel({ SIGN_UP: 'open', TRUST_PROXY: '1', DATABASE_URL: postgres.url });
  member = await MemberClient.signUp(outreel.url);
  slugs = await makeLinks(pool, 1000);
});
afterAll(async () => {
  await outreel?.stop();
  await pool?.end();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function newWatchers(count: number): Promise<Watcher[]> {
  const watchers = await openVisits(outreel.url, slugs, watchersSoFar, count);
  watchersSoFar += count;
  return watchers;
}

/** For servers that do not look into them. */
const anyBeacons = async (visits: number): Promise<WireRequest[]> => {
  const [watcher] = await newWatchers(1);
  return Array.from({ length: beaconsPerVisit * visits }, () => watcher?.beacon(1000) ?? '');
};

/** Beacons of new visits, in turns. */
async function newBeacons(visits: number): Promise<WireRequest[]> {
  const watchers = await newWatchers(visits);
  return Array.from({ length: beaconsPerVisit }, () =>
    watchers.map((watcher) => watcher.beacon(1000)),
  ).flat();
}

/** The process itself, not what started it. */
const isApi = /^\d+ \S*node .*dist\/apps\/api\/main\.js/;

const postmaster = () =>
  Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** @param roots processes whose time counts, with all that they started */
async function measure(
  origin: string,
  requests: readonly WireRequest[],
  roots: readonly number[],
  perSecond?: number,
) {
  const meters = roots.map((pid) => new ProcessMeter(pid));
  const load = await sendLoad(origin, requests, perSecond ? { perSecond } : {});
  const processorSeconds = meters.reduce((sum, meter) => sum + meter.stop(), 0);
  const wrong = load.replies.filter((reply) => reply?.status !== 204).length;
  if (wrong > 0)
    throw new Error(
      `${wrong} were not taken: ${JSON.stringify(load.replies.find((reply) => reply?.status !== 204))}`,
    );
  return { load, perProcessorSecond: requests.length / processorSeconds };
}

const latencies = ({ latenciesMs }: LoadResult) =>
  `p50 ${ms(quantile(latenciesMs, 0.5))}, p99 ${ms(quantile(latenciesMs, 0.99))}`;

/** As fast as it goes, then at half of that. @returns beacons per second of processor time */
async function compare(
  name: string,
  origin: string,
  roots: readonly number[],
  beacons: (visits: number) => Promise<WireRequest[]>,
): Promise<number> {
  await measure(origin, await beacons(500), roots);
  const full = await measure(origin, await beacons(4000), roots);
  const perSecond = full.load.replies.length / full.load.wallSeconds;
  const half = await measure(origin, await beacons(4000), roots, perSecond / 2);
  note(
    `  ${name.padEnd(26)} ${full.perProcessorSecond.toFixed(0)} per second of processor; ${perSecond.toFixed(0)} a second: ` +
      `${latencies(full.load)}; ${(perSecond / 2).toFixed(0)} a second: ${latencies(half.load)}`,
  );
  return full.perProcessorSecond;
}

/** @see plain-server-script.ts */
async function withPlainServer<Result>(
  kind: 'nothing' | 'insert',
  use: (origin: string, pid: number) => Promise<Result>,
) {
  const { hostname, port, username, password, pathname } = new URL(postgres.url);
  const child = fork(join(process.cwd(), 'test/support/plain-server-script.ts'), [kind], {
    execArgv: ['--import', '@swc-node/register/esm-register'],
    env: {
      PATH: process.env['PATH'],
      PGHOST: hostname,
      PGPORT: port,
      PGUSER: username,
      PGPASSWORD: password,
      PGDATABASE: pathname.slice(1),
    },
  });
  try {
    const listening = await new Promise<number>((resolve, reject) => {
      child.once('message', (message) => resolve(Number(message)));
      child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)));
    });
    return await use(`http://127.0.0.1:${listening}`, Number(child.pid));
  } finally {
    child.kill('SIGKILL');
  }
}

it('counts beacons per second of processor time', async () => {
  note('Beacons per second of processor time of server and database, 64 connections');
  const database = postmaster();
  const nothing = await withPlainServer('nothing', (origin, pid) =>
    compare('answers 204', origin, [pid], anyBeacons),
  );
  const insert = await withPlainServer('insert', (origin, pid) =>
    compare('one INSERT each', origin, [pid, database], anyBeacons),
  );
  const ours = await compare('ours', outreel.url, [launcherOf(outreel.dataDir), database], newBeacons);
  note(
    `  ours ÷ answers 204 ${(ours / nothing).toFixed(2)}, ours ÷ one INSERT each ${(ours / insert).toFixed(2)}`,
  );
});

const apiPid = () =>
  Number(
    processesOf(outreel.dataDir)
      .find((line) => isApi.test(line))
      ?.split(' ')[0],
  );
const residentMiB = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** Rows are the truth: whatever was acknowledged is among them. */
async function storedBeacons(): Promise<number> {
  const { rows } = await pool.query<{ count: string }>('select count(*) from beacons');
  return Number(rows[0]?.count);
}

/** @returns visits whose union holds everything from the beginning on */
async function visitsWithAllOf(watchers: readonly Watcher[], playedMs: number): Promise<number> {
  const { rows } = await pool.query<{ count: string }>(
    'select count(*) from visits where id = any($1) and watched @> int4range(0, $2)',
    [watchers.map(({ visitId }) => visitId), playedMs],
  );
  return Number(rows[0]?.count);
}

/** How late each view is on the screen of a member, from the moment that its beacon arrived. */
async function hearOfViews(stream: StreamReader, lagsMs: number[]): Promise<void> {
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const [message] = await stream.take(1);
    const arrivedAt = Date.parse(String(message?.data['at']));
    if (message?.type === 'view.counted') lagsMs.push(Date.now() - arrivedAt);
  }
}

it('loses nothing of a crowd, and tells of its views at once', async () => {
  note(`${watcherCount} watchers, ${minutes} minutes, a beacon every ten seconds each`);
  const watchers = await newWatchers(watcherCount);
  // The member's screen hangs on another process than the one that takes the beacons.
  const second = await runOutreel({ DATABASE_URL: postgres.url });
  const stream = await StreamReader.open(`${second.url}/api/v1/stream`, { cookie: member.cookie });
  const lagsMs: number[] = [];
  void hearOfViews(stream, lagsMs);
  const meters = [launcherOf(outreel.dataDir), postmaster()].map((pid) => new ProcessMeter(pid));
  const before = await storedBeacons();
  const rounds = Math.round((minutes * 60_000) / beaconEveryMs);
  const { acknowledged, latenciesMs, memoryMiB } = await watch(watchers, rounds);
  const processors = meters.reduce((sum, meter) => sum + meter.stop(), 0) / (minutes * 60);
  const stored = (await storedBeacons()) - before;
  const whole = await visitsWithAllOf(watchers, rounds * beaconEveryMs);
  stream.close();
  await second.stop();
  lagsMs.sort((one, other) => one - other);
  note(
    `  sent ${watcherCount * rounds}, acknowledged ${acknowledged}, of these lost ${acknowledged - stored}`,
  );
  note(`  visits that hold all that was played: ${whole} of ${watcherCount}`);
  note(
    `  answers: p50 ${ms(quantile(latenciesMs, 0.5))}, p99 ${ms(quantile(latenciesMs, 0.99))}; ${processors.toFixed(2)} processors`,
  );
  note(
    `  ${lagsMs.length} views heard: p50 ${ms(quantile(lagsMs, 0.5))}, p99 ${ms(quantile(lagsMs, 0.99))}, last ${ms(lagsMs.at(-1) ?? NaN)}`,
  );
  note(
    `  memory of the API each minute, MiB: ${memoryMiB
      .filter((_, round) => round % 6 === 5)
      .map((each) => each.toFixed(0))
      .join(' ')}`,
  );
});

/** Everybody plays; each tells of it when it is their turn within the ten seconds. */
async function watch(watchers: readonly Watcher[], rounds: number) {
  const latenciesMs: number[] = [];
  const memoryMiB: number[] = [];
  let acknowledged = 0;
  const perSecond = (watchers.length * 1000) / beaconEveryMs;
  for (let round = 0; round < rounds; round += 1) {
    const beganAt = performance.now();
    const requests = watchers.map((watcher) => watcher.beacon(beaconEveryMs));
    // oxlint-disable-next-line no-await-in-loop -- round after round
    const load = await sendLoad(outreel.url, requests, { perSecond });
    for (const latency of load.latenciesMs) latenciesMs.push(latency);
    acknowledged += load.replies.filter((reply) => reply?.status === 204).length;
    memoryMiB.push(residentMiB(apiPid()));
    // oxlint-disable-next-line no-await-in-loop
    await pause(Math.max(0, beaconEveryMs - (performance.now() - beganAt)));
  }
  return { acknowledged, latenciesMs: latenciesMs.toSorted((one, other) => one - other), memoryMiB };
}
