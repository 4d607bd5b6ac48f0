import type { Config } from '@app/config';
import type { CaptionList, CaptionTrack, Transcription, Video } from '@app/contracts';
import { TranscriptionRepository } from '@app/database';
import type { INestApplicationContext } from '@nestjs/common';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { TranscribeVideoHandler } from '../../apps/worker/src/captions/transcribe-video.handler.js';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { MemberClient } from '../support/member-client.js';
import { type RunningApi, startApi, testConfig } from '../support/running-api.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { startTranscriptionServer, type TranscriptionServer } from '../support/transcription-server.js';

jest.setTimeout(240_000);

let database: TestDatabase;
let dataDir: string;
let service: TranscriptionServer;
let config: Readonly<Config>;
let api: RunningApi;
let worker: INestApplicationContext;
let ann: MemberClient;
let clip: Buffer;
let video: Video;

const query = (sql: string, parameters: unknown[]) => api.app.get(DataSource).query(sql, parameters);
const list = async (id = video.id) => (await ann.call<CaptionList>('GET', `/videos/${id}/captions`)).body;
const track = async (language: string) =>
  (await ann.call<CaptionTrack>('GET', `/videos/${video.id}/captions/${language}`)).body;
const ask = () => ann.call<Transcription>('POST', `/videos/${video.id}/transcription`);

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'outreel-test-transcription-'));
  service = await startTranscriptionServer();
  config = testConfig({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    TRANSCRIPTION_URL: service.url,
    TRANSCRIPTION_API_KEY: 'sk-test',
    TRANSCRIPTION_MODEL: 'local-whisper',
    TRANSCRIPTION_PIECE_SECONDS: '30',
  });
  clip = await makeClip(join(dataDir, 'clip.mp4'), 2);
  api = await startApi(config);
  worker = await createWorker(config);
  ann = await MemberClient.signUp(api.origin);
  video = await upload();
});

afterAll(async () => {
  await worker?.close();
  await api?.stop();
  await service?.close();
  await database?.drop();
  await rm(dataDir, { recursive: true, force: true });
});

test('a video that is ready gets captions by itself, from its sound alone', async () => {
  await untilTranscribed();
  expect(await track('en')).toMatchObject({
    language: 'en',
    label: 'English',
    source: 'transcribed',
    cues: [
      { fromMs: 0, toMs: 1000, text: 'Hello Jane.' },
      { fromMs: 1000, toMs: 2000, text: 'This is the tour.' },
    ],
  });
  const [{ authorization, fields, file }] = service.heard as [(typeof service.heard)[0]];
  expect(authorization).toBe('Bearer sk-test');
  expect(fields).toEqual({ model: 'local-whisper', response_format: 'verbose_json' });
  expect([file.name, file.type]).toEqual(['sound.wav', 'audio/wav']);
  // 16 kHz, mono, 16 bit: 32,000 bytes a second.
  expect(file.bytes.subarray(0, 4).toString()).toBe('RIFF');
  expect([file.bytes.readUInt32LE(24), file.bytes.readUInt16LE(22)]).toEqual([16_000, 1]);
  expect(Math.abs(file.bytes.length - 64_000)).toBeLessThan(6_000);
});

test('what a person edited is not replaced when captions are made again', async () => {
  await untilTranscribed();
  const { version, cues } = await track('en');
  const edited = cues.map((cue) => ({ ...cue, text: `${cue.text} Edited.` }));
  await ann.call('PUT', `/videos/${video.id}/captions/en`, { version, cues: edited });
  const before = service.heard.length;
  expect(await ask()).toMatchObject({ status: 202, body: { isAvailable: true, state: 'waiting' } });
  await untilTranscribed();
  expect(service.heard.length).toBe(before + 1);
  expect(await track('en')).toMatchObject({ source: 'edited', cues: edited });
});

test('a service that is busy is asked again', async () => {
  service.plan.push({ status: 503 });
  const before = service.heard.length;
  await ask();
  await untilTranscribed();
  expect(service.heard.length).toBe(before + 2);
});

test.each([
  [401, 'transcription-refused-key'],
  [404, 'transcription-wrong-address'],
  [400, 'transcription-refused'],
  [200, 'transcription-not-understood'],
])('an answer of %i that cannot change ends it with a sentence', async (status, code) => {
  service.plan.push({ status, body: status === 200 ? { segments: 'none' } : {} });
  const before = service.heard.length;
  await ask();
  await untilEnded();
  const { transcription } = await list();
  expect(transcription).toMatchObject({ state: 'failed', failure: { code } });
  expect(transcription.failure?.message).toMatch(/Tell your admin/);
  expect(service.heard.length).toBe(before + 1);
  expect(await jobs()).toEqual([]);
});

test('a long recording is sent in pieces; one that fails is sent again, and every line is where it was said', async () => {
  await untilEnded();
  const before = service.heard.length;
  service.plan.push(heardIn('One', 1, 2), { status: 503 }, heardIn('Two', 28, 33), heardIn('Three', 2, 3));
  const long = await upload(await makeClip(join(dataDir, 'long.mp4'), 65));
  await until(async () => (await list(long.id)).transcription.state === 'done');
  const sent = service.heard.slice(before).map(({ file }) => file.bytes);
  expect(sent.length).toBe(4);
  expect(sent[1]).toEqual(sent[2]);
  // 32 bytes a millisecond behind the header; a piece ends with a whole packet.
  const [first = 0, , second = 0, third = 0] = sent.map(({ length }) => (length - 44) / 32);
  for (const lengthMs of [first, second]) expect(Math.abs(lengthMs - 30_000)).toBeLessThan(150);
  expect(Math.abs(first + second + third - 65_000)).toBeLessThan(150);
  const startMs = [0, Math.round(first), Math.round(first + second)] as const;
  const english = `/videos/${long.id}/captions/en`;
  expect((await ann.call<CaptionTrack>('GET', english)).body.cues).toEqual([
    { text: 'One', fromMs: 1000, toMs: 2000 },
    // It went on beyond its piece.
    { text: 'Two', fromMs: startMs[1] + 28_000, toMs: startMs[1] + Math.round(second) },
    { text: 'Three', fromMs: startMs[2] + 2000, toMs: startMs[2] + 3000 },
  ]);
});

test('a redirect is not followed: the sound goes nowhere else', async () => {
  const other = await startTranscriptionServer();
  try {
    service.plan.push({ status: 307, location: `${other.url}/audio/transcriptions` });
    await ask();
    await untilEnded();
    expect((await list()).transcription.failure?.code).toBe('transcription-wrong-address');
    expect(other.heard).toEqual([]);
  } finally {
    await other.close();
  }
});

test('the last try of a service that never answers tells the rep', async () => {
  await query(`update transcriptions set state = 'running', attempt = attempt + 1 where video_id = $1`, [
    video.id,
  ]);
  const [{ attempt }] = await query('select attempt from transcriptions where video_id = $1', [video.id]);
  const handler = worker.get(TranscribeVideoHandler);
  const { signal } = new AbortController();
  service.plan.push({ status: 500 }, { status: 500 });
  await expect(
    handler.handle({ videoId: video.id, attempt }, { signal, isLastAttempt: false }),
  ).rejects.toThrow('answered 500');
  expect((await list()).transcription.state).toBe('running');
  await expect(
    handler.handle({ videoId: video.id, attempt }, { signal, isLastAttempt: true }),
  ).rejects.toThrow('transcription-unreachable');
  expect((await list()).transcription).toMatchObject({ state: 'failed' });
  // Late deliveries, of this attempt or of an older one, change nothing and send nothing.
  const before = service.heard.length;
  for (const late of [attempt, attempt - 1])
    await handler.handle({ videoId: video.id, attempt: late }, { signal, isLastAttempt: true });
  expect(service.heard.length).toBe(before);
});

test('where no service is set up nothing is offered, and nothing is asked for', async () => {
  const off = await startApi(testConfig({ DATABASE_URL: database.url, DATA_DIR: dataDir }));
  try {
    const other = ann.at(off.origin);
    const { body } = await other.call<CaptionList>('GET', `/videos/${video.id}/captions`);
    expect(body.transcription.isAvailable).toBe(false);
    const refused = await other.call('POST', `/videos/${video.id}/transcription`);
    expect([refused.status, refused.body.code]).toEqual([409, 'transcription-off']);
  } finally {
    await off.stop();
  }
});

test('the job of a deleted video is forgotten', async () => {
  const { id } = await ann.createVideo();
  const transcriptions = worker.get(TranscriptionRepository, { strict: false });
  await transcriptions.request(id);
  await ann.call('DELETE', `/videos/${id}`);
  await until(async () => (await jobs(id)).length === 0);
  expect(await transcriptions.request(id)).toBe(false);
});

/** An answer of the service with one segment. Seconds. */
const heardIn = (text: string, start: number, end: number) => ({
  status: 200,
  body: { language: 'english', segments: [{ start, end, text }] },
});
const jobs = (id = video.id) =>
  query(`select payload from outbox where topic = 'transcribe-video' and payload->>'videoId' = $1`, [id]);
const stateOf = async () => (await list()).transcription.state;
const untilEnded = () => until(async () => ['done', 'failed'].includes(await stateOf()));
const untilTranscribed = () => until(async () => (await stateOf()) === 'done');

/** Waits for something that other processes do; the test's own time limit is the end of patience. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(100);
}

async function upload(file = clip): Promise<Video> {
  const created = await ann.createVideo('file');
  const { id } = await ann.beginUpload(created.id, { lengthBytes: file.byteLength });
  await ann.appendPart(id, 0, file);
  await until(async () => (await ann.video(created.id)).state === 'ready');
  return ann.video(created.id);
}

/** Picture and sound. */
async function makeClip(path: string, seconds: number): Promise<Buffer> {
  execFileSync('ffmpeg', [
    ...`-v error -f lavfi -i testsrc2=s=320x240:r=30:d=${seconds} -f lavfi -i sine=d=${seconds}`.split(' '),
    ...'-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac'.split(' '),
    path,
  ]);
  return readFile(path);
}
