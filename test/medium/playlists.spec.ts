import type { Config } from '@app/config';
import type { Link, SaveEdits, Video } from '@app/contracts';
import type { INestApplicationContext } from '@nestjs/common';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { MemberClient } from '../support/member-client.js';
import { type RunningApi, startApi, testConfig } from '../support/running-api.js';
import { makeVideoFile } from '../support/running-outreel-media.js';
import { type TestDatabase, createTestDatabase } from '../support/test-database.js';

jest.setTimeout(120_000);

let database: TestDatabase;
let dataDir: string;
let config: Readonly<Config>;
let api: RunningApi;
let worker: INestApplicationContext;
let ann: MemberClient;
let video: Video;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'outreel-test-playlists-'));
  config = testConfig({ DATABASE_URL: database.url, DATA_DIR: dataDir });
  api = await startApi(config);
  worker = await createWorker(config);
  ann = await MemberClient.signUp(api.origin);
  const file = await readFile(await makeVideoFile(dataDir, 'mp4', 7));
  const { id } = await ann.createVideo('file');
  const upload = await ann.beginUpload(id, { lengthBytes: file.byteLength });
  await ann.appendPart(upload.id, 0, file);
  video = await untilReady(id);
});

afterAll(async () => {
  await worker?.close();
  await api?.stop();
  await database?.drop();
  await rm(dataDir, { recursive: true, force: true });
});

async function untilReady(id: string): Promise<Video> {
  for (;;) {
    const found = await ann.video(id);
    if (found.failure) throw new Error(found.failure.message);
    if (found.state === 'ready') return found;
    await pause(100);
  }
}

const playlistOf = async (url: string | null) => (await fetch(String(url))).text();
/** Addresses in a playlist, absolute. */
const linesOf = (playlist: string, base: string | null) =>
  playlist.split('\n').flatMap((line) => (/^[^#]/.test(line) ? [new URL(line, String(base)).href] : []));
/** What a player of either kind decodes: when, and how many bytes. */
async function packetsOf(url: string, ...options: string[]): Promise<string[]> {
  const entries = 'packet=stream_index,pts_time,size';
  const args = ['-v', 'error', ...options, '-show_entries', entries, '-of', 'csv=p=0', url];
  const { stdout } = await promisify(execFile)('ffprobe', args, { maxBuffer: 2 ** 26 });
  return stdout.trim().split('\n').toSorted();
}

it('offers every rendition, largest first', async () => {
  const text = await playlistOf(video.playlistUrl);
  const sizes = [...text.matchAll(/RESOLUTION=(\S+)/g)].map(([, size]) => size);
  expect(sizes).toEqual(['1280x720', '852x480', '640x360']);
  expect(text).toContain('#EXT-X-INDEPENDENT-SEGMENTS');
});

it('tells of each how much a line must carry: no segment takes more', async () => {
  const text = await playlistOf(video.playlistUrl);
  const told = [...text.matchAll(/:BANDWIDTH=(\d+),AVERAGE-BANDWIDTH=(\d+)/g)].map(([, peak, mean]) => [
    Number(peak),
    Number(mean),
  ]);
  const variants = linesOf(text, video.playlistUrl);
  expect(told).toHaveLength(variants.length);
  for (const [index, variant] of variants.entries()) {
    const segments = [...(await playlistOf(variant)).matchAll(/EXTINF:([\d.]+),\n#EXT-X-BYTERANGE:(\d+)@/g)];
    const rates = segments.map(([, seconds, bytes]) => (Number(bytes) * 8) / Number(seconds));
    expect(Math.abs(Math.max(...rates) - told[index]![0]!)).toBeLessThan(2);
    expect(told[index]![1]).toBe(video.renditions[index]?.bitrateBps);
  }
});

it('plays the same pictures and sound as the file', async () => {
  const variants = linesOf(await playlistOf(video.playlistUrl), video.playlistUrl);
  expect(variants).toHaveLength(video.renditions.length);
  for (const [index, { url }] of video.renditions.entries()) {
    const streamed = await packetsOf(variants[index] ?? '', '-allowed_extensions', 'ALL');
    expect(streamed.length).toBeGreaterThan(400);
    expect(streamed).toEqual(await packetsOf(url));
  }
});

it('names ranges that fill the file, none longer than it says', async () => {
  // The largest is a copy of the source, with as few key frames as that has.
  const [, variant = ''] = linesOf(await playlistOf(video.playlistUrl), video.playlistUrl);
  const text = await playlistOf(variant);
  const target = Number(/TARGETDURATION:(\d+)/.exec(text)?.[1]);
  const seconds = [...text.matchAll(/EXTINF:([\d.]+)/g)].map(([, each]) => Number(each));
  for (const each of seconds) expect(each).toBeLessThanOrEqual(target);
  const total = seconds.reduce((sum, each) => sum + each, 0);
  expect(Math.abs(total - (video.durationMs ?? 0) / 1000)).toBeLessThan(0.2);
  const ranges = [...text.matchAll(/^#EXT-X-BYTERANGE:(\d+)@(\d+)/gm)].map(([, length, from]) => ({
    from: Number(from),
    to: Number(from) + Number(length),
  }));
  expect(ranges.length).toBeGreaterThan(2);
  expect(ranges.slice(1).map(({ from }) => from)).toEqual(ranges.slice(0, -1).map(({ to }) => to));
  expect(ranges.at(-1)?.to).toBe(video.renditions[1]?.sizeBytes);
});

it('is for whoever has the password, all the way', async () => {
  const { body: link } = await ann.call<Link>('POST', '/links', { videoId: video.id, password: 'sesame' });
  const playlist = `${link.url}/hls/video.m3u8`;
  expect((await fetch(playlist)).status).toBe(404);
  const unlock = await fetch(`${link.url}/unlock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ password: 'sesame' }),
  });
  const { search } = new URL(((await unlock.json()) as { url: string }).url);
  const [variant = ''] = linesOf(await playlistOf(`${playlist}${search}`), playlist);
  expect((await packetsOf(variant, '-allowed_extensions', 'ALL')).length).toBeGreaterThan(400);
  expect((await fetch(variant.replace(/\?.*/, ''))).status).toBe(404);
});

it('has nothing at addresses that no playlist names', async () => {
  const base = String(video.playlistUrl).replace('video.m3u8', '');
  for (const path of [
    '1/playable.mp4',
    '1/nothing.m3u8',
    '2/rendition-720.m3u8',
    '..%2F1/rendition-720.m3u8',
    '1/..%2Fx.m3u8',
  ])
    expect((await fetch(base + path)).status).toBe(404);
});

it('is not there while what was cut out is still in the files', async () => {
  await worker.close();
  const edits: SaveEdits = { kept: [{ fromMs: 0, toMs: 3000 }], posterAtMs: null, chapters: [] };
  await ann.call('PUT', `/videos/${video.id}/edits`, edits);
  expect((await fetch(String(video.playlistUrl))).status).toBe(404);
  worker = await createWorker(config);
  await untilReady(video.id);
  const [variant = ''] = linesOf(await playlistOf(video.playlistUrl), video.playlistUrl);
  expect(variant).not.toContain('/1/');
  const length = [...(await playlistOf(variant)).matchAll(/EXTINF:([\d.]+)/g)].reduce(
    (sum, [, each]) => sum + Number(each),
    0,
  );
  expect(Math.abs(length - 3)).toBeLessThan(0.3);
});
