import { type Config, workFolder } from '@app/config';
import type { Video } from '@app/contracts';
import type { MediaTools } from '@app/media';
import type { INestApplicationContext } from '@nestjs/common';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { MEDIA } from '../../apps/worker/src/adapters/tokens.js';
import { LiveEncodingRepository } from '@app/database';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { EncodeLiveHandler } from '../../apps/worker/src/live/encode-live.handler.js';
import { LiveSweep } from '../../apps/worker/src/sweep/live.sweep.js';
import { MemberClient } from '../support/member-client.js';
import { type RunningApi, startApi, testConfig } from '../support/running-api.js';
import { type TestDatabase, createTestDatabase } from '../support/test-database.js';

jest.setTimeout(240_000);

let database: TestDatabase;
let dataDir: string;
let config: Readonly<Config>;
let api: RunningApi;
let worker: INestApplicationContext;
let ann: MemberClient;

const seconds = 8;
const fragmented =
  '-c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 30 -c:a aac -movflags +frag_keyframe+empty_moov+default_base_moof';
/** As our recorder writes them: H.264 in parts of a second; the same with sound that comes late; and as Firefox does. */
const makers = {
  mp4: fragmented,
  'late.mp4': fragmented,
  webm: '-c:v libvpx -deadline realtime -cpu-used 8 -b:v 1M -g 30 -c:a libopus -live 1',
};
type Kind = keyof typeof makers;
const recordings = new Map<Kind, Buffer>();
const bytesOf = (kind: Kind) => recordings.get(kind)!;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'outreel-test-live-'));
  config = testConfig({ DATABASE_URL: database.url, DATA_DIR: dataDir, SILENCE_BEFORE_FINISH_MS: '120000' });
  for (const kind of Object.keys(makers) as Kind[]) recordings.set(kind, await makeRecording(kind));
  api = await startApi(config);
  worker = await createWorker(config);
  ann = await MemberClient.signUp(api.origin);
});

beforeEach(() => {
  for (const step of ['makeRenditions', 'encodeStream', 'makePoster', 'makePreview'] as const)
    jest.spyOn(worker.get<MediaTools>(MEDIA), step).mockClear();
});

afterAll(async () => {
  await worker.close();
  await api.stop();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

test.each(['mp4', 'webm'] as const)(
  'a recording (%s) is encoded while it is uploaded, and comes out as it would have afterwards',
  async (kind) => {
    const { id, uploadId } = await begin(bytesOf(kind));
    await untilTaken(uploadId);
    const live = await end(id, uploadId, bytesOf(kind));
    expect(ladders()).not.toHaveBeenCalled();
    expect(await streamed()).toMatchObject({ isClean: true });
    // Both while it was uploaded: nobody waits for them at *Stop*.
    expect(drawn().map((call) => call[3]?.isBackground)).toEqual([true, true]);
    const afterwards = await recordAfterwards(bytesOf(kind));
    expect(ladders()).toHaveBeenCalledTimes(1);
    expect(filesIn(live)).toEqual(filesIn(afterwards));
    expect(live).toMatchObject({ state: 'ready', isPartial: false, hasAudio: true, width: 640, height: 480 });
    expect(Math.abs((live.durationMs ?? 0) - (afterwards.durationMs ?? 0))).toBeLessThan(100);
    for (const { file } of filesIn(live)) {
      const [one, other] = [framesOf(live.id, file), framesOf(afterwards.id, file)];
      expect(one.length).toBeGreaterThan(seconds * 28);
      expect(one).toEqual(other);
    }
    expect(await picturesOf(live.id)).toEqual(await picturesOf(afterwards.id));
    await untilTidy();
  },
);

test('a picture chosen while recording is not that of the beginning', async () => {
  const { id, uploadId } = await begin(bytesOf('mp4'));
  await untilTaken(uploadId);
  await query('update videos set poster_at_ms = 6500 where id = $1', [id]);
  expect(await end(id, uploadId, bytesOf('mp4'))).toMatchObject({ state: 'ready' });
  expect(drawn().map((call) => call[3]?.atMs)).toEqual([undefined, 6500, undefined]);
  await untilTidy();
});

test('an encoder that lost its lease leaves the recording to the ordinary way', async () => {
  const { id, uploadId } = await begin(bytesOf('mp4'));
  await untilTaken(uploadId);
  await query('delete from live_encodings where upload_id = $1', [uploadId]);
  const video = await end(id, uploadId, bytesOf('mp4'));
  expect(video).toMatchObject({ state: 'ready', isPartial: false });
  expect(ladders()).toHaveBeenCalledTimes(1);
  await untilTidy();
});

test('an encoder that stands still is not waited for longer than its lease', async () => {
  const { id, uploadId } = await begin(bytesOf('mp4'));
  await untilTaken(uploadId);
  // As if its process had been killed: nobody renews the lease under this name.
  await query('update live_encodings set holder = gen_random_uuid() where upload_id = $1', [uploadId]);
  expect(await end(id, uploadId, bytesOf('mp4'))).toMatchObject({ state: 'ready', isPartial: false });
  expect(ladders()).toHaveBeenCalledTimes(1);
  await untilTidy();
});

test('a job that is delivered again while its first worker seems to live is not lost', async () => {
  const { id } = await ann.createVideo();
  const { id: uploadId } = await ann.beginUpload(id, { run: 2 });
  const holder = '00000000-0000-4000-8000-000000000001';
  await worker.get(LiveEncodingRepository).claim(uploadId, holder, 1_500);
  await ann.appendPart(uploadId, 0, bytesOf('mp4').subarray(0, sentOf(bytesOf('mp4'))));
  const encoding = worker
    .get(EncodeLiveHandler)
    .handle({ uploadId }, { signal: new AbortController().signal });
  await untilTaken(uploadId);
  await sendRest(uploadId, bytesOf('mp4'));
  await encoding;
  expect((await stateOf(uploadId))?.result).not.toBeNull();
  await ann.call('DELETE', `/videos/${id}`);
  await until(async () => (await stateOf(uploadId)) === undefined);
  await untilTidy();
});

test('what was encoded of the first run is of no use to a recording of two, and goes', async () => {
  const { id, uploadId } = await begin(bytesOf('mp4'));
  await untilTaken(uploadId);
  await sendRest(uploadId, bytesOf('mp4'));
  const { id: second } = await ann.beginUpload(id, { run: 1, lengthBytes: bytesOf('mp4').byteLength });
  await ann.appendPart(second, 0, bytesOf('mp4'));
  await ann.call('POST', `/videos/${id}/finish`, { runs: 2 });
  const video = await untilEnd(id);
  expect(Math.abs((video.durationMs ?? 0) - 2 * seconds * 1000)).toBeLessThan(500);
  await until(async () => !(await stateOf(uploadId)) || (await stateOf(uploadId))?.result !== null);
  await query(`update uploads set completed_at = now() - interval '1 day' where id = $1`, [uploadId]);
  await query(`update live_encodings set lease_expires_at = now() - interval '1 day' where upload_id = $1`, [
    uploadId,
  ]);
  await worker.get(LiveSweep).removeAbandoned();
  expect(await readdir(workFolder(config))).toEqual([]);
});

test('damage in the middle is told although the recording was playable before it was looked at', async () => {
  const damaged = Buffer.from(bytesOf('mp4'));
  damaged.fill(0x55, Math.floor(damaged.byteLength * 0.7), Math.floor(damaged.byteLength * 0.75));
  const { id, uploadId } = await begin(damaged);
  await untilTaken(uploadId);
  expect(await end(id, uploadId, damaged)).toMatchObject({ state: 'ready', isPartial: true });
  expect(await streamed()).toMatchObject({ isClean: false });
  await untilTidy();
});

test('sound that begins later than what was measured at first is not lost', async () => {
  const { id, uploadId } = await begin(bytesOf('late.mp4'));
  await untilTaken(uploadId);
  const video = await end(id, uploadId, bytesOf('late.mp4'));
  expect(video).toMatchObject({ state: 'ready', isPartial: false, hasAudio: true });
  expect(ladders()).toHaveBeenCalledTimes(1);
  const { file } = filesIn(video)[0]!;
  const path = join(dataDir, 'files', 'videos', id, '1', file);
  const kinds = execFileSync('ffprobe', [
    ...'-v error -show_entries stream=codec_type -of csv=p=0'.split(' '),
    path,
  ]);
  expect(kinds.toString().trim().split('\n')).toEqual(['video', 'audio']);
  await untilTidy();
});

test('folders of encoders that nobody knows are removed', async () => {
  const folder = join(workFolder(config), 'live-00000000-0000-4000-8000-000000000000');
  await mkdir(folder, { recursive: true });
  await worker.get(LiveSweep).removeAbandoned();
  expect(await readdir(workFolder(config))).toEqual([]);
});

/** The encodings of whole ladders that the ordinary way made in this test. */
const ladders = () => jest.mocked(worker.get<MediaTools>(MEDIA).makeRenditions);

/** The posters and previews that were drawn in this test, in this order. */
const drawn = () => {
  const { makePoster, makePreview } = worker.get<MediaTools>(MEDIA);
  return [...jest.mocked(makePoster).mock.calls, ...jest.mocked(makePreview).mock.calls];
};

/** What came of the recording that was encoded while it was uploaded. */
const streamed = () => jest.mocked(worker.get<MediaTools>(MEDIA).encodeStream).mock.results[0]?.value;

function query(sql: string, parameters: unknown[] = []) {
  return api.app.get(DataSource).query(sql, parameters);
}

/** Sends a bit more than half of a recording, in parts, as a recorder does. */
async function begin(bytes: Buffer): Promise<{ id: string; uploadId: string }> {
  const { id } = await ann.createVideo();
  const { id: uploadId } = await ann.beginUpload(id);
  const part = Math.ceil(sentOf(bytes) / 5);
  for (let at = 0; at < sentOf(bytes); at += part)
    await ann.appendPart(uploadId, at, bytes.subarray(at, Math.min(at + part, sentOf(bytes))));
  return { id, uploadId };
}

const sentOf = (bytes: Buffer) => Math.floor(bytes.byteLength * 0.6);

function sendRest(uploadId: string, bytes: Buffer) {
  return ann.appendPart(uploadId, sentOf(bytes), bytes.subarray(sentOf(bytes)), bytes.byteLength);
}

/** Only the first run is encoded while it is uploaded: this one is the second, with nothing before it. */
async function recordAfterwards(bytes: Buffer): Promise<Video> {
  const { id } = await ann.createVideo();
  const upload = await ann.beginUpload(id, { run: 1, lengthBytes: bytes.byteLength });
  await ann.appendPart(upload.id, 0, bytes);
  await ann.call('POST', `/videos/${id}/finish`, { runs: [{ run: 1 }] });
  return untilEnd(id);
}

/** What *Stop* does: sends the rest and finishes. */
async function end(id: string, uploadId: string, bytes: Buffer): Promise<Video> {
  await sendRest(uploadId, bytes);
  await ann.call('POST', `/videos/${id}/finish`, { runs: 1 });
  return untilEnd(id);
}

async function stateOf(uploadId: string): Promise<{ taken: number; result: unknown } | undefined> {
  const [row] = await query(
    'select taken_bytes::float8 as taken, result from live_encodings where upload_id = $1',
    [uploadId],
  );
  return row;
}

/** The encoder has everything that was sent so far. */
async function untilTaken(uploadId: string): Promise<void> {
  const [{ sent }] = await query('select offset_bytes::float8 as sent from uploads where id = $1', [
    uploadId,
  ]);
  await until(async () => (await stateOf(uploadId))?.taken === sent);
}

/** Nothing is left in the work folder. */
async function untilTidy(): Promise<void> {
  await worker.get(LiveSweep).removeAbandoned();
  await until(async () => (await readdir(workFolder(config))).length === 0);
}

async function untilEnd(id: string): Promise<Video> {
  await until(async () => ['ready', 'failed'].includes((await ann.video(id)).state));
  return ann.video(id);
}

/** Waits for something that other processes do; the test's own time limit is the end of patience. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(50);
}

const filesIn = ({ renditions }: Video) =>
  renditions.map(({ url, width, height }) => ({ file: url.split('/').at(-1) ?? '', width, height }));

/** Digests of the poster and the preview, by their names. */
async function picturesOf(id: string): Promise<Record<string, string>> {
  const folder = join(dataDir, 'files', 'videos', id, '1');
  const digests = ['poster.jpg', 'preview.gif'].map(async (name) => {
    const bytes = await readFile(join(folder, name));
    return [name, createHash('sha256').update(bytes).digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(digests));
}

/** Moments of the decoded pictures, and whether each is a key frame. */
function framesOf(id: string, file: string): string[] {
  const path = join(dataDir, 'files', 'videos', id, '1', file);
  const entries = ['-select_streams', 'v', '-show_entries', 'frame=pts_time,key_frame', '-of', 'csv=p=0'];
  return execFileSync('ffprobe', ['-v', 'error', ...entries, path], { encoding: 'utf8' })
    .trim()
    .split('\n');
}

async function makeRecording(kind: Kind): Promise<Buffer> {
  const path = join(dataDir, `recording.${kind}`);
  const late = kind === 'late.mp4' ? '-itsoffset 6' : '';
  const sources = `-v error -f lavfi -i testsrc2=s=640x480:r=30:d=${seconds} ${late} -f lavfi -i sine=d=${seconds}`;
  execFileSync('ffmpeg', [...sources.split(/ +/), '-t', `${seconds}`, ...makers[kind].split(' '), path]);
  return readFile(path);
}
