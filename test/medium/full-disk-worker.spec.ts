import type { Config } from '@app/config';
import { Logger, type INestApplicationContext } from '@nestjs/common';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { WorkSweep } from '../../apps/worker/src/sweep/work.sweep.js';
import { makeWithFfmpeg } from '../support/hostile-media.js';
import { MemberClient } from '../support/member-client.js';
import { type RunningApi, startApi, testConfig } from '../support/running-api.js';
import { type TestDatabase, createTestDatabase } from '../support/test-database.js';

jest.setTimeout(120_000);

let database: TestDatabase;
let dataDir: string;
/** Of the worker alone, and not frozen: its disk is as full as the setting says. */
let config: Config;
let api: RunningApi;
let worker: INestApplicationContext;
let ann: MemberClient;
let recording: Buffer;
/** While it exists, ffmpeg says what it says on a full disk. */
let fullDisk: string;
let told: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'outreel-test-full-disk-worker-'));
  const tools = join(dataDir, 'tools');
  await mkdir(tools);
  fullDisk = join(tools, 'full');
  const ffmpegPath = join(tools, 'ffmpeg');
  await writeFile(ffmpegPath, scriptOf(fullDisk), { mode: 0o755 });
  const file = join(dataDir, 'recording.mp4');
  await makeWithFfmpeg(['-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=30:d=1', '-pix_fmt', 'yuv420p', file]);
  recording = await readFile(file);
  const usual = testConfig({ DATABASE_URL: database.url, DATA_DIR: dataDir, FFMPEG_PATH: ffmpegPath });
  config = { ...usual };
  api = await startApi(usual);
  worker = await createWorker(config);
  ann = await MemberClient.signUp(api.origin);
});

beforeEach(() => {
  told = [];
  const tell = (message: unknown) => void told.push(JSON.stringify(message));
  Logger.overrideLogger({ log: tell, warn: tell, error: tell });
});

afterAll(async () => {
  Logger.overrideLogger(false);
  await worker.close();
  await api.stop();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

test('a full disk lets videos wait without a try, says so once, and all goes on by itself', async () => {
  config.minFreeBytes = Number.MAX_SAFE_INTEGER;
  const ids = [await record(), await record()];
  await until(async () => told.some((message) => message.includes('videos wait')));
  for (const id of ids) expect(await rowOf(id)).toMatchObject({ state: 'processing', tries: 0 });
  config.minFreeBytes = 1;
  for (const id of ids) {
    await until(async () => (await rowOf(id)).state === 'ready');
    expect(await rowOf(id)).toMatchObject({ tries: 1 });
  }
  expect(told.filter((message) => message.includes('videos wait'))).toHaveLength(1);
  expect(told.filter((message) => message.includes('has room again'))).toHaveLength(1);
});

test('a disk that fills up in the middle costs no try, however often', async () => {
  await writeFile(fullDisk, '');
  const id = await record();
  // One more than the tries that a source has.
  for (let round = 0; round < 4; round += 1) {
    await until(async () => (await rowOf(id)).isPaused);
    expect(await rowOf(id)).toMatchObject({ state: 'processing', tries: 0, attempt: 1 + round });
    if (round === 3) await rm(fullDisk);
    await query(`update videos set lease_expires_at = now() - interval '1 second' where id = $1`, id);
    await worker.get(WorkSweep).reclaim();
  }
  await until(async () => (await rowOf(id)).state === 'ready');
  expect(await rowOf(id)).toMatchObject({ tries: 1 });
  expect(told.filter((message) => message.includes('No space left on device'))).toHaveLength(4);
});

/** An ffmpeg that finds its disk full while a file exists; it is the real one otherwise. */
function scriptOf(flag: string): string {
  const real = execFileSync('/bin/sh', ['-c', 'command -v ffmpeg'], { encoding: 'utf8' }).trim();
  const complaint = 'av_interleaved_write_frame(): No space left on device';
  return `#!/bin/sh\nif [ -e ${flag} ]; then echo '${complaint}' >&2; exit 1; fi\nexec ${real} "$@"\n`;
}

async function record(): Promise<string> {
  const { id } = await ann.createVideo();
  const upload = await ann.beginUpload(id, { lengthBytes: recording.byteLength });
  await ann.appendPart(upload.id, 0, recording);
  await ann.call('POST', `/videos/${id}/finish`, { runs: 1 });
  return id;
}

const query = (sql: string, id: string) => api.app.get(DataSource).query(sql, [id]);

/** The row; `isPaused`: nobody works on it, and nobody will for longer than a lease lasts. */
async function rowOf(id: string) {
  const columns = `state, tries, attempt, coalesce(lease_expires_at > now() + interval '20 seconds', false)`;
  const [row] = await query(`select ${columns} as "isPaused" from videos where id = $1`, id);
  return row as { state: string; tries: number; attempt: number; isPaused: boolean };
}

/** Waits for something that the worker does; the test's own time limit is the end of patience. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(50);
}
