/**
 * Figures of the dashboards on this machine: each query from roll-ups and the same answer from raw rows, on one database, at
 * several numbers of visits. The answers must be equal; times are printed and judged by nobody.
 * FIGURES_VISITS=10000,1000000,10000000 names the sizes; ten million take some 15 GB of disk and a quarter of an hour.
 */
import { createDataSource, migrate } from '@app/database';
import {
  campaignFigures,
  catchUp,
  type FiguresScope,
  memberLeaderboard,
  overview,
  rawCampaignFunnel,
  rawMembers,
  rawOverview,
  rawRetention,
  videoRetention,
} from '@app/tracking';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { type RunningPostgres, startPostgres } from '../../apps/launcher/src/postgres.mjs';
import { fillWithVisits, loadIds, loadVideoMs } from '../support/figures-load.js';

jest.setTimeout(3 * 60 * 60_000);

const sizes = (process.env['FIGURES_VISITS'] ?? '10000,1000000').split(',').map(Number);
const runs = Number(process.env['FIGURES_RUNS'] ?? 40);
const dayMs = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), 'outreel-bench-'));
let server: RunningPostgres;

beforeAll(async () => {
  server = await startPostgres({ dataDir: folder, durable: false });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Measured {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly rawMs: number;
}
const tables = new Map<number, Measured[]>();
const notes: string[] = [];
const count = (visits: number) => visits.toLocaleString('en');

const timed = async <Result>(work: () => Promise<Result>): Promise<[Result, number]> => {
  const begin = performance.now();
  return [await work(), performance.now() - begin];
};

/** Fractions differ in their last digits, as they are summed in another order. */
const rounded = (answer: unknown) =>
  JSON.parse(JSON.stringify(answer), (_, value) =>
    typeof value === 'number' ? Number(value.toFixed(6)) : value,
  );

const today = Math.floor(Date.now() / dayMs) * dayMs;
/** Whole days: `ago` days before tomorrow, so many of them. */
const period = (ago: number, days: number) => ({
  timeZone: 'UTC',
  from: new Date(today + (1 - ago) * dayMs),
  to: new Date(today + (1 - ago + days) * dayMs),
});
/** Another period of that length each time. */
const periods = (days: number, run: number) =>
  run === 0 ? period(days, days) : period(days + ((run * 37) % Math.max(1, 395 - days)), days);

interface Question {
  readonly name: string;
  readonly ask: (pool: Pool, run: number) => Promise<unknown>;
  readonly raw: (pool: Pool) => Promise<unknown>;
}

const {
  workspace: workspaceId,
  team: teamId,
  member: memberId,
  campaign: campaignId,
  video: videoId,
} = loadIds;
const scopeOf = (change: Partial<FiguresScope>, days: number, run: number): FiguresScope => ({
  workspaceId,
  teamId,
  ...periods(days, run),
  ...change,
});

const pick = ({
  viewCount,
  previousViewCount,
  excludedCount,
  viewsByDay,
}: Awaited<ReturnType<typeof overview>>) => ({
  viewCount,
  previousViewCount,
  excludedCount,
  viewsByDay,
});

function overviewQuestion(
  name: string,
  by: 'sent' | 'event',
  days: number,
  change: Partial<FiguresScope> = {},
): Question {
  return {
    name,
    ask: async (pool, run) => {
      const answer = await overview(pool, scopeOf(change, days, run), by);
      return { ...pick(answer), counts: answer.funnel.slice(0, 6).map((step) => step.count) };
    },
    raw: async (pool) => {
      const scope = scopeOf(change, days, 0);
      const { funnel, ...answer } = await rawOverview(
        pool,
        scope,
        by,
        new Date(2 * scope.from.getTime() - scope.to.getTime()),
      );
      const counts = ['sent', 'opened', 'viewed', 'half', 'clicked', 'replied'].map((step) => funnel[step]);
      return { ...pick(answer as never), counts };
    },
  };
}

const retentionOf = (run: number, days?: number) => ({
  workspaceId,
  videoId,
  timeZone: 'UTC',
  bucketCount: 100,
  sourceMs: loadVideoMs,
  ...(days ? { period: periods(days, run) } : {}),
});

const questions: Question[] = [
  overviewQuestion('overview of the largest team, 30 days, by sending', 'sent', 30),
  {
    name: 'members of the largest team, 30 days',
    ask: (pool, run) => memberLeaderboard(pool, scopeOf({}, 30, run)),
    raw: (pool) => rawMembers(pool, scopeOf({}, 30, 0)),
  },
  overviewQuestion('overview of the workspace, 30 days, by sending', 'sent', 30, { teamId: undefined }),
  overviewQuestion('people of the largest team, 30 days, by event', 'event', 30),
  overviewQuestion('people of the largest team, 90 days, by event', 'event', 90),
  overviewQuestion('people of the largest team, 365 days, by event', 'event', 365),
  overviewQuestion('people of its busiest member, 30 days, by event', 'event', 30, { memberId }),
  {
    name: 'its largest campaign, for ever',
    ask: async (pool) =>
      (await campaignFigures(pool, workspaceId, campaignId))?.funnel.slice(0, 6).map((step) => step.count),
    raw: async (pool) => {
      const row = await rawCampaignFunnel(pool, workspaceId, campaignId, null);
      return ['sent', 'opened', 'viewed', 'half', 'clicked', 'replied'].map((step) => row[step]);
    },
  },
  {
    name: 'retention of its most watched video, for ever',
    ask: (pool, run) => videoRetention(pool, retentionOf(run)),
    raw: (pool) => rawRetention(pool, retentionOf(0)),
  },
  {
    name: 'retention of its most watched video, 30 days',
    ask: (pool, run) => videoRetention(pool, retentionOf(run, 30)),
    raw: (pool) => rawRetention(pool, retentionOf(0, 30)),
  },
];

async function measure(pool: Pool, { name, ask, raw }: Question): Promise<Measured> {
  const [first, firstMs] = await timed(() => ask(pool, 0));
  const [answer, rawMs] = await timed(() => raw(pool));
  expect([name, rounded(first)]).toEqual([name, rounded(answer)]);
  if (firstMs > 100) notes.push(`${name}: first time ${firstMs.toFixed(0)} ms`);
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push((await timed(() => ask(pool, run)))[1]);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  return { name, p50: at(0.5), p95: at(0.95), rawMs };
}

async function prepare(visits: number): Promise<Pool> {
  const url = new URL(server.url);
  const admin = new Client({ connectionString: url.href });
  await admin.connect();
  await admin.query(`create database figures_${visits}`);
  await admin.end();
  url.pathname = `/figures_${visits}`;
  const dataSource = await createDataSource(url.href, 2).initialize();
  await migrate(dataSource);
  await dataSource.destroy();
  const client = new Client({ connectionString: url.href });
  await client.connect();
  const [, fillMs] = await timed(() => fillWithVisits(client, visits));
  const pool = new Pool({ connectionString: url.href, max: 2 });
  const [, buildMs] = await timed(() => catchUp(pool, workspaceId));
  await client.query('vacuum analyze');
  const { rows } = await client.query(
    `select pg_size_pretty(sum(pg_total_relation_size(c.oid)) filter (where relname in ('visits', 'hits', 'visit_actions'))) as raw,
       pg_size_pretty(sum(pg_total_relation_size(c.oid)) filter (where relname ~ '^(scope_|link_|roll_up)')) as kept,
       (select count(*) from visits where video_id = '${videoId}' and viewed_at is not null) as views, (select count(*) from links where team_id = '${teamId}') as links
     from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  notes.push(
    `${count(visits)} visits: filled in ${(fillMs / 1000).toFixed(0)} s, roll-ups built in ${(buildMs / 1000).toFixed(1)} s; raw rows ${rows[0].raw}, roll-ups ${rows[0].kept}; links of the largest team ${rows[0].links}, views of its most watched video ${rows[0].views}`,
  );
  await client.end();
  return pool;
}

test.each(sizes)('%i visits: from roll-ups and from raw rows the same', async (visits) => {
  const pool = await prepare(visits);
  try {
    const measured: Measured[] = [];
    for (const question of questions) measured.push(await measure(pool, question));
    tables.set(visits, measured);
  } finally {
    await pool.end();
  }
});

const line = (...cells: string[]) =>
  cells.map((cell, index) => (index === 0 ? cell.padEnd(52) : cell.padStart(12))).join('');

afterAll(() => {
  const lines = [...tables].flatMap(([visits, measured]) => [
    '',
    line(`${count(visits)} visits`, 'p50 ms', 'p95 ms', 'raw ms', 'raw ÷ p50', 'p95 growth'),
    ...measured.map(({ name, p50, p95, rawMs }, index) => {
      const smallest = [...tables.values()][0]![index]!;
      return line(
        name,
        p50.toFixed(1),
        p95.toFixed(1),
        rawMs.toFixed(0),
        (rawMs / p50).toFixed(0),
        (p95 / smallest.p95).toFixed(1),
      );
    }),
  ]);
  process.stdout.write(`${[...lines, '', ...notes].join('\n')}\n`);
});
