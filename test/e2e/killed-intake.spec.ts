import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { runningDatabaseUrl } from '../../apps/launcher/src/running-database.mjs';
import { sendLoad, type WireRequest } from '../support/http-load.js';
import { MemberClient } from '../support/member-client.js';
import { processesOf } from '../support/outreel-process.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';
import { makeLinks, openVisits, type Watcher } from '../support/watcher-crowd.js';

jest.setTimeout(240_000);

const watcherCount = 300;
/** As many as a visit may send at once. */
const rounds = 5;
const playedMs = 150;
let outreel: RunningOutreel;
let watchers: Watcher[];

beforeAll(async () => {
  outreel = await runOutreel({ SIGN_UP: 'open', TRUST_PROXY: '1' });
  await MemberClient.signUp(outreel.url);
  const slugs = await withDatabase((pool) => makeLinks(pool, 50));
  watchers = await openVisits(outreel.url, slugs, 0, watcherCount);
});
afterAll(() => outreel?.stop());

async function withDatabase<Result>(use: (pool: Pool) => Promise<Result>): Promise<Result> {
  const pool = new Pool({ connectionString: runningDatabaseUrl(outreel.dataDir) });
  try {
    return await use(pool);
  } finally {
    await pool.end();
  }
}

/** Sends until everything was acknowledged, as the page does: the same beacon again. @returns how many tries failed */
async function untilAcknowledged(requests: readonly WireRequest[]): Promise<number> {
  let failed = 0;
  for (let left = requests; left.length > 0;) {
    // oxlint-disable-next-line no-await-in-loop -- one try after the other
    const { replies } = await sendLoad(outreel.url, left, { connections: 16, perSecond: 300 });
    left = left.filter((_, index) => replies[index]?.status !== 204);
    failed += left.length;
    // oxlint-disable-next-line no-await-in-loop
    if (left.length > 0) await pause(500);
  }
  return failed;
}

const nextBeacons = () => watchers.map((watcher) => watcher.beacon(playedMs));

const kill = {
  api: () => {
    const line = processesOf(outreel.dataDir).find((each) =>
      /^\d+ \S*node .*dist\/apps\/api\/main\.js/.test(each),
    );
    process.kill(Number(line?.split(' ')[0]), 'SIGKILL');
  },
  postgres: () => {
    const file = readFileSync(join(outreel.dataDir, 'postgres', 'postmaster.pid'), 'utf8');
    process.kill(Number(file.split('\n')[0]), 'SIGKILL');
  },
};

it('loses no beacon and counts none twice when the API and PostgreSQL are killed in the middle', async () => {
  await untilAcknowledged(nextBeacons());
  for (const victim of ['api', 'postgres'] as const) {
    const sent = untilAcknowledged(nextBeacons());
    await pause(400);
    kill[victim]();
    // Some were on their way, or the kill tells nothing.
    expect(await sent).toBeGreaterThan(0);
  }
  for (let round = 3; round < rounds; round += 1) await untilAcknowledged(nextBeacons());
  const stored = await withDatabase(async (pool) => {
    const { rows } = await pool.query<{ beacons: number; whole: number; counted: number }>(
      `select (select count(*) from beacons)::int as beacons,
         count(*) filter (where watched = int4multirange(int4range(0, $1)))::int as whole,
         count(*) filter (where beacon_count = $2)::int as counted from visits`,
      [rounds * playedMs, rounds],
    );
    return rows[0];
  });
  expect(stored).toEqual({ beacons: watcherCount * rounds, whole: watcherCount, counted: watcherCount });
});
