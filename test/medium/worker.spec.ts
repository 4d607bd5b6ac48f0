import { type Config, uploadsFolder } from '@app/config';
import type { Video } from '@app/contracts';
import { TranscodeRepository } from '@app/database';
import type { MediaTools } from '@app/media';
import type { INestApplicationContext } from '@nestjs/common';
import { execFileSync } from 'node:child_process';
import { appendFile, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { MEDIA } from '../../apps/worker/src/adapters/tokens.js';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { UploadsSweep } from '../../apps/worker/src/sweep/uploads.sweep.js';
import { WorkSweep } from '../../apps/worker/src/sweep/work.sweep.js';
import { TranscodeVideoHandler } from '../../apps/worker/src/transcode/transcode-video.handler.js';
import { MemberClient } from '../support/member-client.js';
import { type RunningApi, startApi, testConfig } from '../support/running-api.js';
import { type TestDatabase, createTestDatabase } from '../support/test-database.js';

jest.setTimeout(180_000);

let database: TestDatabase;
let dataDir: string;
let config: Readonly<Config>;
let api: RunningApi;
let worker: INestApplicationContext;
let ann: MemberClient;
let recording: Buffer;

const query = (sql: string, parameters: unknown[]) => api.app.get(DataSource).query(sql, parameters);
const fileOf = (uploadId: string) => join(uploadsFolder(config), uploadId);

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'outreel-test-worker-'));
  config = testConfig({ DATABASE_URL: database.url, DATA_DIR: dataDir, SILENCE_BEFORE_FINISH_MS: '1000' });
  recording = await makeRecording(join(dataDir, 'recording.mp4'));
  api = await startApi(config);
  worker = await createWorker(config);
  ann = await MemberClient.signUp(api.origin);
});

afterAll(async () => {
  await worker.close();
  await api.stop();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

test('a recording becomes playable, then ready; members are told of every step', async () => {
  const { id } = await record();
  const video = await untilEnd(id);
  expect(video).toMatchObject({
    state: 'ready',
    isPlayable: true,
    progress: 1,
    failure: null,
    isPartial: false,
  });
  expect(video).toMatchObject({ width: 320, height: 240, hasAudio: true });
  expect(Math.abs((video.durationMs ?? 0) - 2000)).toBeLessThan(150);
  expect(video.renditions.map(({ url }) => url)).toEqual([
    expect.stringMatching(`^${video.link.url}/media/1/[a-z0-9.-]+mp4$`),
  ]);
  expect([video.posterUrl, video.previewUrl]).toEqual([
    `${video.link.url}/poster.jpg?bare`,
    `${video.link.url}/preview.gif`,
  ]);
  expect(Date.parse(video.playableAt ?? '')).toBeLessThanOrEqual(Date.parse(video.readyAt ?? ''));
  const events = await eventsOf(id);
  expect(events[0]).toMatchObject({ state: 'processing', isPlayable: false });
  expect(events).toContainEqual(expect.objectContaining({ state: 'processing', isPlayable: true }));
  expect(events.at(-1)).toMatchObject({ state: 'ready', isPlayable: true, progress: 1 });
  const shares = events.map(({ progress }) => progress);
  expect(shares).toEqual(shares.toSorted((one, other) => one - other));
  // Members are told first; the worker tidies up after that.
  await until(async () => (await readdir(join(dataDir, 'work'))).length === 0);
});

test('ten deliveries of its job make one visible result', async () => {
  const { id } = await record();
  const before = await untilEnd(id);
  const handler = worker.get(TranscodeVideoHandler);
  const { signal } = new AbortController();
  for (let delivery = 0; delivery < 10; delivery += 1) await handler.handle({ signal });
  expect(await ann.video(id)).toEqual(before);
  expect(await readdir(join(dataDir, 'files', 'videos', id))).toEqual(['1']);
});

test.each(['recording', 'file'] as const)(
  'damage late in a long %s is found, although it plays before all of it was looked at',
  async (kind) => {
    const seconds = 30;
    const whole = await makeRecording(join(dataDir, `long-${kind}.mp4`), seconds);
    for (const { from, to } of payloadsOf(whole))
      if (from > whole.byteLength * 0.9) whole.fill(0x55, from, to);
    const made = jest.spyOn(worker.get<MediaTools>(MEDIA), 'makePlayable').mockClear();
    const { id } = await ann.createVideo(kind);
    await send(id, 0, whole);
    await ann.call('POST', `/videos/${id}/finish`, { runs: 1 });
    const video = await untilEnd(id);
    expect(video).toMatchObject({ state: 'ready', isPlayable: true, isPartial: true });
    expect(Math.abs((video.durationMs ?? 0) - seconds * 1000)).toBeLessThan(1000);
    const playable = (await eventsOf(id)).find(({ isPlayable }) => isPlayable);
    expect(playable?.state).toBe('processing');
    expect(made.mock.calls.map(([, , facts]) => facts.isPartial)).toEqual([false]);
  },
);

test('runs of one recording are joined in their order', async () => {
  const video = await ann.createVideo();
  for (const run of [0, 1]) await send(video.id, run);
  await ann.call('POST', `/videos/${video.id}/finish`, { runs: 2 });
  const { state, durationMs } = await untilEnd(video.id);
  expect(state).toBe('ready');
  expect(Math.abs((durationMs ?? 0) - 4000)).toBeLessThan(300);
});

test('a run that was begun again is not shown twice', async () => {
  const video = await ann.createVideo();
  const { id: lost } = await ann.beginUpload(video.id, { run: 0 });
  await ann.appendPart(lost, 0, recording.subarray(0, 40_000));
  await send(video.id, 1);
  await ann.call('POST', `/videos/${video.id}/finish`, { runs: [{ run: 1 }] });
  const { state, durationMs, isPartial } = await untilEnd(video.id);
  expect([state, isPartial]).toEqual(['ready', false]);
  expect(Math.abs((durationMs ?? 0) - 2000)).toBeLessThan(150);
});

test('a file that is no video fails with a reason and a next step, without a second try', async () => {
  const video = await ann.createVideo('file');
  const { id } = await ann.beginUpload(video.id, { lengthBytes: 5 });
  await ann.appendPart(id, 0, Buffer.from('hello'));
  const { state, failure } = await untilEnd(video.id);
  expect([state, failure?.code, failure?.canRetry]).toEqual(['failed', 'not_a_video_container', false]);
  expect(failure?.message).toContain('upload');
  const [row] = await query('select tries from videos where id = $1', [video.id]);
  expect(row.tries).toBe(1);
});

test('a crash between the last byte and the finish hook is made good by the sweep', async () => {
  const video = await ann.createVideo('file');
  const { id } = await ann.beginUpload(video.id, { lengthBytes: recording.byteLength });
  await ann.appendPart(id, 0, recording.subarray(0, 1000));
  // What the API would have written just before it was killed.
  await appendFile(fileOf(id), recording.subarray(1000));
  await worker.get(UploadsSweep).completeWhole(0);
  const [row] = await query('select sha256, completed_at from uploads where id = $1', [id]);
  expect(row.completed_at).not.toBeNull();
  expect((await untilEnd(video.id)).state).toBe('ready');
});

test('a recorder that fell silent is finished from what arrived; coming back, it is made whole', async () => {
  const video = await ann.createVideo();
  const { id } = await ann.beginUpload(video.id);
  const cut = Math.floor(recording.byteLength * 0.8);
  await ann.appendPart(id, 0, recording.subarray(0, cut));
  const partial = await untilEnd(video.id);
  expect(partial).toMatchObject({ state: 'ready', isPartial: true });
  const rest = await ann.appendPart(id, cut, recording.subarray(cut), recording.byteLength);
  expect(rest.status).toBe(204);
  await ann.call('POST', `/videos/${video.id}/finish`, { runs: 1 });
  expect((await ann.video(video.id)).isPlayable).toBe(true);
  const whole = await untilEnd(video.id);
  expect(whole).toMatchObject({ state: 'ready', isPartial: false });
  expect(whole.durationMs ?? 0).toBeGreaterThan(partial.durationMs ?? 0);
  expect(whole.link).toEqual(video.link);
});

test('an expired lease gets a new attempt, and the late worker changes nothing', async () => {
  const { id } = await record();
  const ready = await untilEnd(id);
  await query(
    `update videos set state = 'processing', tries = 1, lease_expires_at = now() - interval '1 second' where id = $1`,
    [id],
  );
  await worker.get(WorkSweep).reclaim();
  const again = await untilEnd(id);
  expect(again.renditions[0]?.url).toBe(ready.renditions[0]?.url.replace('/media/1/', '/media/2/'));
  expect(await worker.get(TranscodeRepository).markFailed(id, 1, 'processing-failed')).toBe(false);
  expect((await ann.video(id)).state).toBe('ready');
});

test('a source that kills its workers is given up, and can be tried again', async () => {
  const { id } = await record();
  await untilEnd(id);
  await query(
    `update videos set state = 'processing', tries = 2, lease_expires_at = now() - interval '1 second' where id = $1`,
    [id],
  );
  await worker.get(WorkSweep).reclaim();
  expect((await ann.video(id)).failure).toMatchObject({ code: 'processing-failed', canRetry: true });
  await ann.call('POST', `/videos/${id}/retry`);
  expect((await untilEnd(id)).state).toBe('ready');
});

test('a queue that forgot everything is filled again from the rows', async () => {
  const { id } = await record();
  await untilEnd(id);
  // As if the job had been moved to the queue and the queue's store was wiped.
  await query(
    `update videos set state = 'processing', attempt = attempt + 1, lease_expires_at = null, finished_at = now() - interval '1 minute' where id = $1`,
    [id],
  );
  await worker.get(WorkSweep).enqueueUnbegun();
  expect((await untilEnd(id)).state).toBe('ready');
});

test('deleting a video removes its files', async () => {
  const { id, uploadId } = await record();
  await untilEnd(id);
  await ann.call('DELETE', `/videos/${id}`);
  await until(async () => {
    const left = await query(
      `select 1 from outbox where topic = 'delete-files' and payload->>'videoId' = $1`,
      [id],
    );
    return left.length === 0;
  });
  expect(await readdir(join(dataDir, 'files', 'videos'))).not.toContain(id);
  expect(await readdir(uploadsFolder(config))).not.toContain(uploadId);
});

test('a job with an unknown name stops nobody', async () => {
  await query(`insert into outbox (id, topic, payload) values (gen_random_uuid(), 'no-such-job', '{}')`, []);
  const { id } = await record();
  expect((await untilEnd(id)).state).toBe('ready');
});

/** Uploads one run of the fixture. */
async function send(videoId: string, run: number, bytes = recording): Promise<string> {
  const { id } = await ann.beginUpload(videoId, { run, lengthBytes: bytes.byteLength });
  await ann.appendPart(id, 0, bytes);
  return id;
}

async function record(bytes = recording): Promise<{ id: string; uploadId: string }> {
  const { id } = await ann.createVideo();
  const uploadId = await send(id, 0, bytes);
  await ann.call('POST', `/videos/${id}/finish`, { runs: 1 });
  return { id, uploadId };
}

async function untilEnd(id: string): Promise<Video> {
  await until(async () => ['ready', 'failed'].includes((await ann.video(id)).state));
  return ann.video(id);
}

async function eventsOf(id: string): Promise<{ state: string; isPlayable: boolean; progress: number }[]> {
  const rows = await query(
    `select payload from outbox where topic = 'video.state' and payload->>'videoId' = $1 order by seq`,
    [id],
  );
  return rows.map(({ payload }: { payload: never }) => payload);
}

/** Waits for something that other processes do; the test's own time limit is the end of patience. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(100);
}

/** Picture and sound in a fragmented MP4, as the recorder makes it. */
async function makeRecording(path: string, seconds = 2): Promise<Buffer> {
  execFileSync('ffmpeg', [
    ...`-v error -f lavfi -i testsrc2=s=320x240:r=30:d=${seconds} -f lavfi -i sine=d=${seconds}`.split(' '),
    ...'-c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 15 -c:a aac'.split(' '),
    ...'-movflags +frag_keyframe+empty_moov+default_base_moof'.split(' '),
    path,
  ]);
  return readFile(path);
}

/** Where pictures and sound lie in a fragmented MP4: the inside of its `mdat` boxes. */
function payloadsOf(file: Buffer): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (let at = 0; at + 8 <= file.byteLength; at += file.readUInt32BE(at)) {
    const isPayload = file.toString('latin1', at + 4, at + 8) === 'mdat';
    if (isPayload) found.push({ from: at + 8, to: at + file.readUInt32BE(at) });
  }
  return found;
}
