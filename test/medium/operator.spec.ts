import type { OperatorView } from '@app/contracts';
import type { INestApplicationContext } from '@nestjs/common';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { RollUpChecker } from '../../apps/worker/src/figures/roll-up-checker.service.js';
import { FreeSpace } from '../../apps/api/src/uploads/free-space.js';
import { freePort } from '../support/free-port.js';
import { testConfig } from '../support/running-api.js';
import { type TestApi, type TestMember, startTestApi } from '../support/test-api.js';

jest.setTimeout(120_000);

let api: TestApi;
/** Admin of the first workspace, who runs the server; admin of another one. */
let operator: TestMember;
let other: TestMember;

const viewOf = async (member: TestMember): Promise<OperatorView> =>
  (await member.send('GET', '/api/v1/operator')).body;

const workerCount = async () => (await viewOf(operator)).server?.workerCount;

/** Puts a video into a state. @param change SQL of further columns */
async function make(member: TestMember, title: string, change: string): Promise<string> {
  const { body } = await member.send('POST', '/api/v1/videos', { title, kind: 'file' });
  await api.query(`update videos set ${change} where id = $1`, [body.id]);
  return body.id;
}

const failed = (code: string, age: string) =>
  `state = 'failed', failure_code = '${code}', failed_at = now() - interval '${age}'`;
const waiting = (age: string) => `state = 'processing', attempt = 1, finished_at = now() - interval '${age}'`;

beforeAll(async () => {
  api = await startTestApi();
  operator = await api.signUp('Operator');
  other = await api.signUp('Other');
  await make(operator, 'Own broken', failed('broken_container', '2 hours'));
  await make(operator, 'Old news', failed('empty', '3 days'));
  await make(operator, 'Own waiting', waiting('10 minutes'));
  await make(other, 'Foreign secret', failed('processing-failed', '1 minute'));
  await make(other, 'Foreign waiting', waiting('1 hour'));
  await make(other, 'Foreign begun', `${waiting('2 hours')}, lease_expires_at = now() + interval '1 hour'`);
});
afterAll(() => api?.close());

test('the operator sees the work of the whole server, and no title of another workspace', async () => {
  const view = await viewOf(operator);
  expect(view.videos).toEqual({ uploading: 0, processing: 3, ready: 0, failed: 3 });
  expect(view.waiting.count).toBe(2);
  expect(view.failures.latest.map(({ title, code }) => [title, code])).toEqual([
    [null, 'processing-failed'],
    ['Own broken', 'broken_container'],
    ['Old news', 'empty'],
  ]);
  expect(view.failures.lastDay.map(({ code, count }) => [code, count])).toEqual([
    ['broken_container', 1],
    ['processing-failed', 1],
  ]);
  expect(view.failures.latest[0]?.message).toContain('twice');
  expect(JSON.stringify(view)).not.toContain('Foreign');
});

test('the admin of another workspace sees that one only, and nothing of the server', async () => {
  const view = await viewOf(other);
  expect(view.videos).toEqual({ uploading: 0, processing: 2, ready: 0, failed: 1 });
  expect(view.waiting.count).toBe(1);
  expect(view.failures.latest.map(({ title }) => title)).toEqual(['Foreign secret']);
  expect(view.failures.lastDay.map(({ code }) => code)).toEqual(['processing-failed']);
  expect(view.server).toBeNull();
});

test.each(['manager', 'rep'] as const)('a %s of the first workspace is not let in', async (role) => {
  const { send } = await api.join(operator, role);
  expect((await send('GET', '/api/v1/operator')).status).toBe(403);
});

test('the oldest job and what waits in the outbox are told for every kind', async () => {
  await api.query(
    `insert into outbox (id, topic, payload, created_at) values
       (gen_random_uuid(), 'delete-files', '{}', now() - interval '1 day'),
       (gen_random_uuid(), 'transcode-video', '{}', now())`,
  );
  const jobs = (await viewOf(operator)).server?.jobs ?? [];
  expect(jobs.map(({ job, pending, depth }) => [job, pending, depth?.waiting])).toEqual([
    ['encode-live', 0, 0],
    ['transcode-video', 1, 0],
    ['encode-piece', 0, 0],
    ['make-poster', 0, 0],
    ['transcribe-video', 0, 0],
    ['delete-files', 1, 0],
    ['reclassify-history', 0, 0],
  ]);
  const hours = jobs.map(({ waitingSince }) =>
    waitingSince === null ? null : Math.round((Date.now() - Date.parse(waitingSince)) / 3_600_000),
  );
  expect(hours).toEqual([null, 1, null, null, null, 24, null]);
});

test('free space is that of the disk, and a full one is told', async () => {
  const disk = (await viewOf(operator)).server?.disk;
  expect(disk?.totalBytes).toBeGreaterThan(disk?.freeBytes ?? Infinity);
  const space = api.app.get(FreeSpace, { strict: false });
  const real = space.leftBytes;
  space.leftBytes = async () => -1;
  expect((await viewOf(operator)).server?.disk.isFull).toBe(true);
  space.leftBytes = real;
});

test('Prometheus gets the same, and no word of what is whose', async () => {
  const text = String((await api.send('GET', '/metrics')).body);
  for (const line of [
    'outreel_queue_jobs{job="transcode-video",state="waiting"} 0',
    'outreel_failed_videos_last_day{reason="processing-failed"} 1',
    'outreel_outbox_pending{topic="delete-files"} 1',
    'outreel_workers 0',
  ])
    expect(text).toContain(`${line}\n`);
  expect(text).toMatch(/outreel_oldest_waiting_seconds\{job="transcode-video"\} 36\d\d/);
  expect(text).toMatch(/outreel_disk_free_bytes \d/);
  expect(text).not.toContain('Foreign');
});

describe('without a queue', () => {
  let away: TestApi;
  beforeAll(async () => {
    away = await startTestApi({ REDIS_URL: `redis://127.0.0.1:${await freePort()}` });
  });
  afterAll(() => away?.close());

  test('what the rows know is told all the same', async () => {
    const admin = await away.signUp('Operator');
    const { server } = await viewOf(admin);
    expect(server?.jobs.map(({ depth, pending }) => [depth, pending])).toEqual(
      Array.from({ length: 7 }, () => [null, 0]),
    );
    expect(String((await away.send('GET', '/metrics')).body)).not.toContain('outreel_queue_jobs{');
  });
});

describe('with workers', () => {
  const workers: INestApplicationContext[] = [];
  const dataDir = mkdtempSync(join(tmpdir(), 'outreel-test-operator-'));
  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.close()));
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('each that lives is counted, from its start to its end', async () => {
    const config = testConfig({ DATABASE_URL: api.databaseUrl, DATA_DIR: dataDir });
    workers.push(await createWorker(config), await createWorker(config));
    expect(await workerCount()).toBe(2);
    await workers.pop()?.close();
    expect(await workerCount()).toBe(1);
  });
});

test('a figure that differs from the raw rows is found, told and counted anew', async () => {
  const pool = new Pool({ connectionString: api.databaseUrl, max: 3 });
  const checker = new RollUpChecker(pool);
  try {
    await checker.checkDue();
    const rollUps = async () => (await viewOf(operator)).server?.rollUps;
    expect(await rollUps()).toMatchObject({ checkedCount: 2, differenceCount: 0, waitingCount: 0 });
    await api.query(`update scope_cohorts set links = links + 1`);
    await api.query(`update roll_up_checks set checked_at = checked_at - interval '25 hours'`);
    await checker.checkDue();
    const found = await rollUps();
    expect(found?.differenceCount).toBeGreaterThan(0);
    expect(Date.now() - Date.parse(found?.checkedAt ?? '')).toBeLessThan(60_000);
    const metrics = await (await fetch(`${api.origin}/metrics`)).text();
    expect(metrics).toContain(`outreel_figures{what="differences"} ${found?.differenceCount}`);
    await api.query(`update roll_up_checks set checked_at = checked_at - interval '25 hours'`);
    await checker.checkDue();
    expect(await rollUps()).toMatchObject({ differenceCount: 0 });
  } finally {
    await pool.end();
  }
});
