import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Config, uploadsFolder, workFolder } from '@app/config';
import { describeVideoFailure, type Video } from '@app/contracts';
import { playableFile } from '@app/media';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { titleOfFile } from '../../apps/web/src/recorder/title-of-file.js';
import { corpusCases, makeCorpus, nameCases, secret, type Corpus } from '../support/hostile-corpus.js';
import { MemberClient } from '../support/member-client.js';
import { type RunningApi, startApi, testConfig } from '../support/running-api.js';
import { type TestDatabase, createTestDatabase } from '../support/test-database.js';

jest.setTimeout(60_000);

const base64 = (bytes: Buffer) => bytes.toString('base64');
const hiding = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u;

interface Outcome {
  readonly video: Video;
  /** Width and height of everything that plays, pixels. */
  readonly sides: readonly number[];
  /** Keys of what is published, without the folder of the attempt. */
  readonly announced: readonly string[];
  /** Names and bytes of everything that lies in the storage of the video. */
  readonly written: ReadonlyMap<string, Buffer>;
}

let root: string;
let database: TestDatabase;
let config: Readonly<Config>;
let api: RunningApi;
let worker: INestApplicationContext;
let ann: MemberClient;
let corpus: Corpus;
let hits: number;
const outcomes = new Map<string, Outcome>();

/** As a member does who chose a file. @returns id of the video */
async function upload(bytes: Buffer, filename: string): Promise<string> {
  const { id } = await ann.createVideo('file', titleOfFile(filename));
  const begun = await ann.beginUpload(id, { lengthBytes: bytes.byteLength, filename });
  if (begun.status !== 201) throw new Error(`${filename}: ${JSON.stringify(begun.body)}`);
  if (bytes.byteLength > 0) await ann.appendPart(begun.id, 0, bytes);
  await ann.call('POST', `/videos/${id}/finish`, { runs: 1 });
  return id;
}

async function untilEnd(id: string): Promise<Video> {
  for (;;) {
    const video = await ann.video(id);
    if (video.state === 'ready' || video.state === 'failed') return video;
    await pause(200);
  }
}

/** What the row says is published, and what lies there. */
async function outcomeOf(id: string): Promise<Outcome> {
  const video = await untilEnd(id);
  const [row] = await api.app
    .get(DataSource)
    .query('select renditions, poster_key, preview_key, storyboard from videos where id = $1', [id]);
  const keys = [...row.renditions.map(({ key }: { key: string }) => key), row.poster_key, row.preview_key];
  if (row.storyboard) keys.push(row.storyboard.key);
  const announced = keys.filter((key) => key !== null).map((key) => basename(key));
  const folder = join(config.dataDir, 'files', 'videos', id, '1');
  const names = existsSync(folder) ? await readdir(folder) : [];
  const read = names.map(async (name) => [name, await readFile(join(folder, name))] as const);
  const sides = video.renditions.flatMap(({ width, height }) => [width, height]);
  if (names.includes(playableFile)) sides.push(...(await sizeOf(join(folder, playableFile))));
  return { video, sides, announced, written: new Map(await Promise.all(read)) };
}

/** Width and height of a rendition, as ffprobe sees them. */
async function sizeOf(path: string): Promise<number[]> {
  const entries = ['-v', 'error', '-select_streams', 'v', '-show_entries', 'stream=width,height'];
  const { stdout } = await promisify(execFile)('ffprobe', [...entries, '-of', 'csv=p=0', path]);
  return stdout.trim().split(',').map(Number);
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'outreel-media-corpus-'));
  [corpus, database] = await Promise.all([makeCorpus(root), createTestDatabase()]);
  const env = { DATABASE_URL: database.url, DATA_DIR: join(root, 'data'), WORKER_CONCURRENCY: '4' };
  config = testConfig(env);
  api = await startApi(config);
  worker = await createWorker(config);
  ann = await MemberClient.signUp(api.origin);
  // Where the relative paths of the playlists lead to, seen from an uploaded file.
  if (corpus.victim) await cp(corpus.victim, join(uploadsFolder(config), 'victim'), { recursive: true });
  const ids: [name: string, id: string][] = [];
  for (const { name } of corpusCases)
    ids.push([name, await upload(await readFile(join(corpus.folder, name)), name)]);
  for (const [name, id] of ids) outcomes.set(name, await outcomeOf(id));
  hits = await corpus.close();
}, 1_500_000);

afterAll(async () => {
  await worker.close();
  await api.stop();
  await database.drop();
  await rm(root, { recursive: true, force: true });
});

describe.each(corpusCases.map((entry) => [entry.name, entry] as const))('%s', (name, entry) => {
  it(`is handled as stated: ${entry.expect} ${entry.code ?? ''}`, () => {
    const isAccepted = entry.expect === 'accept';
    const isPartialKnown = isAccepted && entry.partial !== undefined;
    expect(outcomes.get(name)?.video).toMatchObject({
      state: isAccepted ? 'ready' : 'failed',
      isPlayable: isAccepted,
      ...(isAccepted ? { failure: null } : { failure: { canRetry: false } }),
      ...(entry.code === undefined ? {} : { failure: { code: entry.code } }),
      ...(isPartialKnown ? { isPartial: entry.partial } : {}),
    });
  });

  it('leaves nothing but clean renditions behind', () => {
    const {
      video,
      sides = [],
      announced = [],
      written = new Map<string, Buffer>(),
    } = outcomes.get(name) ?? {};
    const expected = entry.expect === 'accept' ? [...announced, playableFile] : [];
    expect([...written.keys()].toSorted()).toEqual([...new Set(expected)].toSorted());
    for (const side of sides) expect(side % 2).toBe(0);
    for (const bytes of written.values()) {
      expect(bytes.includes(secret)).toBe(false);
      expect(bytes.includes('<script')).toBe(false);
    }
    expect(JSON.stringify(video)).not.toContain(secret);
  });
});

describe.each(corpusCases.filter(({ expect: wish }) => wish === 'reject'))('$name', ({ name }) => {
  it('tells a member what happened and the next step', () => {
    const failure = outcomes.get(name)?.video.failure;
    expect(failure).toEqual(describeVideoFailure(failure?.code ?? ''));
    expect(failure?.code).not.toBe('processing-failed');
    expect(failure?.message).toMatch(/^[A-Z].+[a-z)]\. [A-Z].+\.$/);
  });
});

it('has reached neither the canary listener nor the network', () => {
  expect(hits).toBe(0);
  expect(outcomes.size).toBe(corpusCases.length);
});

it('has left nothing beside the folders of the installation', async () => {
  expect((await readdir(config.dataDir)).toSorted()).toEqual(['files', 'uploads', 'work']);
  while ((await readdir(workFolder(config))).length > 0) await pause(100);
});

describe('the name of a file', () => {
  const real = ['html', 'traversal-unix', 'arg-like'];

  it.each(
    nameCases
      .filter(({ expect: wish }) => !wish.startsWith('400'))
      .map((entry) => [entry.name, entry.filename]),
  )('%s is shown safely, and is no path', async (name, filename) => {
    const isReal = real.includes(name);
    const bytes = isReal ? await readFile(corpus.healthy) : Buffer.from('no video');
    const video = await untilEnd(await upload(bytes, filename.slice(0, 5000)));
    expect(video.state).toBe(isReal ? 'ready' : 'failed');
    expect(video.title).not.toMatch(hiding);
    expect(video.title.length).toBeLessThanOrEqual(200);
    const [row] = await api.app
      .get(DataSource)
      .query('select filename from uploads where video_id = $1', [video.id]);
    expect(row.filename).not.toMatch(/[/\\]/);
    expect(row.filename).not.toMatch(hiding);
    const page = await fetch(`${api.origin}/w/${video.link.slug}`);
    expect(page.headers.get('set-cookie')).toBeNull();
    expect(await page.text()).not.toContain('<img src=x');
  });

  it('that is half of a character is refused in a sentence', async () => {
    const reply = await fetch(`${api.origin}/api/v1/videos`, {
      method: 'POST',
      headers: { cookie: ann.cookie, 'content-type': 'application/json' },
      body: '{"kind":"file","title":"\\ud800.mp4"}',
    });
    expect([reply.status, ((await reply.json()) as { code: string }).code]).toEqual([400, 'invalid-request']);
  });

  it('that is no UTF-8 is refused or replaced, never a failure of the server', async () => {
    const { id } = await ann.createVideo('file');
    const filename = base64(Buffer.from('fffe2e6d7034', 'hex'));
    const metadata = `videoId ${base64(Buffer.from(id))},run ${base64(Buffer.from('0'))},filename ${filename}`;
    const reply = await ann.tus('POST', '', { 'upload-metadata': metadata, 'upload-length': '8' });
    expect([201, 400]).toContain(reply.status);
  });
});
