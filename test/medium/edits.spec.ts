import { type Config, uploadsFolder } from '@app/config';
import type { CaptionTrack, SaveEdits, Video } from '@app/contracts';
import type { MediaTools } from '@app/media';
import { PermanentJobError } from '@app/queue';
import type { INestApplicationContext } from '@nestjs/common';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { DataSource } from 'typeorm';
import { MEDIA } from '../../apps/worker/src/adapters/tokens.js';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { MakePosterHandler } from '../../apps/worker/src/poster/make-poster.handler.js';
import { EditsSweep } from '../../apps/worker/src/sweep/edits.sweep.js';
import { frameOf, framesOf, makeCountedRecording } from '../support/counted-recording.js';
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
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
const noEdits: SaveEdits = { kept: null, posterAtMs: null, chapters: [] };
/** Seconds 2 and 3 are cut out of 6. */
const middleCut = [
  { fromMs: 0, toMs: 2000 },
  { fromMs: 4000, toMs: 6000 },
];
const save = (id: string, edits: Partial<SaveEdits>) =>
  ann.call<Video>('PUT', `/videos/${id}/edits`, { ...noEdits, ...edits });

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'outreel-test-edits-'));
  config = testConfig({ DATABASE_URL: database.url, DATA_DIR: dataDir });
  makeCountedRecording(join(dataDir, 'recording.mp4'), 6);
  recording = await readFile(join(dataDir, 'recording.mp4'));
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

/** A ready video of six seconds. */
async function record(): Promise<Video> {
  const { id } = await ann.createVideo();
  const upload = await ann.beginUpload(id, { lengthBytes: recording.byteLength });
  await ann.appendPart(upload.id, 0, recording);
  await ann.call('POST', `/videos/${id}/finish`, { runs: 1 });
  return until(id, ({ state }) => state === 'ready');
}

/** Waits for what the worker does; the test's own time limit is the end of patience. */
async function until(id: string, holds: (video: Video) => boolean): Promise<Video> {
  for (;;) {
    const video = await ann.video(id);
    if (video.failure) throw new Error(video.failure.message);
    if (holds(video)) return video;
    await pause(100);
  }
}

/** Sweeps until the poster is that frame, which the worker makes by itself after a sweep. */
async function untilSwept(id: string, holds: (video: Video) => boolean, frame: number): Promise<Video> {
  for (;;) {
    await worker.get(EditsSweep).enqueuePosters();
    const video = await ann.video(id);
    if (holds(video) && frameOf(await download(video.posterUrl!)) === frame) return video;
    await pause(100);
  }
}

/** Lets no encoding begin. @returns a function that ends it */
function holdBackEncoding(): () => void {
  const media = worker.get<MediaTools>(MEDIA);
  let letGo!: () => void;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  const encode = media.makePlayable.bind(media);
  media.makePlayable = async (...how) => {
    await gate;
    return encode(...how);
  };
  return () => {
    Reflect.deleteProperty(media, 'makePlayable');
    letGo();
  };
}

/** What an address serves to somebody without an account, as a file. */
async function download(url: string, headers: Record<string, string> = {}): Promise<string> {
  const reply = await fetch(url, { headers });
  if (!reply.ok) throw new Error(`${url} answered ${reply.status}`);
  const path = join(dataDir, `download-${Math.random()}`);
  await writeFile(path, Buffer.from(await reply.arrayBuffer()));
  return path;
}

const statusOf = async (url: string, headers: Record<string, string> = {}) =>
  (await fetch(url, { headers, method: 'HEAD' })).status;

test('the middle is cut out under the same link, and comes back when the edits are reset', async () => {
  const whole = await record();
  expect(whole).toMatchObject({ edits: { ...noEdits, revision: 0 }, publishedKept: null });
  const oldUrl = whole.renditions[0]!.url;
  const chapters = [{ atMs: 4500, title: 'Offer' }];
  const saved = (await save(whole.id, { kept: middleCut, chapters })).body;
  expect(saved).toMatchObject({ state: 'processing', isPlayable: true, publishedKept: null });
  expect(saved.edits).toEqual({ ...noEdits, kept: middleCut, chapters, revision: 1 });
  const cut = await until(whole.id, ({ state }) => state === 'ready');
  expect(cut).toMatchObject({ publishedKept: middleCut, durationMs: 4000, link: whole.link });
  expect(cut.sourceDurationMs).toBe(whole.sourceDurationMs);
  expect(framesOf(await download(cut.renditions[0]!.url))).toEqual([...range(0, 60), ...range(120, 180)]);

  // Those in the middle of the old one may finish; a minute later it is gone, and then its file.
  expect(await statusOf(oldUrl)).toBe(200);
  await query(
    `update videos set retired_attempts = jsonb_set(retired_attempts, '{0,retiredAt}', to_jsonb(now() - interval '61 seconds')) where id = $1`,
    [whole.id],
  );
  expect(await statusOf(oldUrl)).toBe(404);
  expect(await statusOf(cut.renditions[0]!.url)).toBe(200);
  await worker.get(EditsSweep).removeRetired(new Date());
  const files = await readdir(join(dataDir, 'files', 'videos', whole.id));
  expect(files.toSorted()).toEqual(['2', 'whole']);

  // Only members see what was cut.
  expect(await statusOf(cut.wholeUrl!)).toBe(401);
  const seen = await download(cut.wholeUrl!, { cookie: ann.cookie });
  expect(framesOf(seen)).toEqual(range(0, 180));

  await save(whole.id, {});
  const again = await until(whole.id, ({ state }) => state === 'ready');
  expect(again.publishedKept).toBeNull();
  expect(framesOf(await download(again.renditions[0]!.url))).toEqual(range(0, 180));
  expect(again.durationMs).toBe(whole.durationMs);
});

test('the poster is the chosen frame, without a new attempt; no cache can show the old one', async () => {
  const { id, posterUrl, renditions } = await record();
  const before = await fetch(posterUrl!);
  expect(frameOf(await download(posterUrl!))).toBe(30);
  const { body } = await save(id, { posterAtMs: 3225 });
  expect(body).toMatchObject({ state: 'ready', renditions });
  const edited = await until(id, (video) => video.posterUrl !== body.posterUrl);
  expect(frameOf(await download(edited.posterUrl!))).toBe(96);
  expect(edited.posterUrl).not.toBe(posterUrl);
  const after = await fetch(posterUrl!, { headers: { 'if-none-match': before.headers.get('etag')! } });
  expect(after.status).toBe(200);
  expect(edited.renditions).toEqual(renditions);

  await save(id, { posterAtMs: 3225, chapters: [{ atMs: 0, title: 'Hello' }] });
  expect(await ann.video(id)).toMatchObject({ state: 'ready', posterUrl: edited.posterUrl, renditions });
});

test('a poster whose job failed or was lost is made all the same; a late job changes no picture that was seen', async () => {
  const { id } = await record();
  const media = worker.get<MediaTools>(MEDIA);
  const isGivenUp = new Promise<void>((resolve) => {
    media.makePoster = () => {
      resolve();
      return Promise.reject(new PermanentJobError('no-frame'));
    };
  });
  await save(id, { posterAtMs: 2225 });
  await isGivenUp;
  Reflect.deleteProperty(media, 'makePoster');
  const first = await untilSwept(id, ({ posterUrl }) => posterUrl !== null && posterUrl.includes('&v='), 66);

  // As if the queue had forgotten the job that came with the edits.
  await query(
    `update videos set poster_at_ms = 4225, is_poster_due = true, edits_revision = 2 where id = $1`,
    [id],
  );
  const second = await untilSwept(id, ({ posterUrl }) => posterUrl !== first.posterUrl, 126);
  await query(
    `update videos set poster_at_ms = 5225, is_poster_due = true, edits_revision = 3 where id = $1`,
    [id],
  );
  const late = { videoId: id, revision: 2, attempt: 1 };
  await worker.get(MakePosterHandler).handle(late, { signal: new AbortController().signal });
  const third = await ann.video(id);
  expect(frameOf(await download(third.posterUrl!))).toBe(156);
  expect(third.posterUrl).not.toBe(second.posterUrl);
});

test('pictures of what was cut go at once; the new ones follow the cut', async () => {
  const { id, link } = await record();
  const storyboard = `${link.url}/storyboard.jpg`;
  expect(await statusOf(storyboard)).toBe(200);
  const letGo = holdBackEncoding();
  try {
    const { body } = await save(id, { kept: [{ fromMs: 3000, toMs: 6000 }] });
    expect([body.posterUrl, body.previewUrl]).toEqual([null, null]);
    expect(await statusOf(storyboard)).toBe(404);
  } finally {
    letGo();
  }
  const cut = await until(id, ({ state }) => state === 'ready');
  expect(frameOf(await download(cut.posterUrl!))).toBe(120);
  // Eight frames a second: the first may be the next one of the video.
  expect([90, 91, 92]).toContain(frameOf(await download(cut.previewUrl!)));
  // A small picture every two seconds of what is left.
  const board = sharp(await download(storyboard));
  expect(await board.metadata()).toMatchObject({ width: 320, height: 120 });
  const frames = [0, 160].map(async (left) => {
    const tile = join(dataDir, `tile-${left}.png`);
    await board.clone().extract({ left, top: 0, width: 160, height: 120 }).toFile(tile);
    return frameOf(tile);
  });
  expect(await Promise.all(frames)).toEqual([90, 150]);
});

test('captions follow the cut; what was stored stays in the time of the source', async () => {
  const { id, link } = await record();
  const cues = [
    { fromMs: 500, toMs: 1500, text: 'Before' },
    { fromMs: 1500, toMs: 4500, text: 'Over the cut' },
    { fromMs: 2500, toMs: 3500, text: 'Cut out' },
    { fromMs: 5000, toMs: 5500, text: 'After' },
  ];
  const path = `/videos/${id}/captions/en`;
  const stored = async () => (await ann.call<CaptionTrack>('GET', path)).body;
  await ann.call('PUT', path, { cues });
  const served = async () => {
    const vtt = await (await fetch(`${link.url}/captions/en.vtt`)).text();
    return [...vtt.matchAll(/00:0(\S+) --> 00:0(\S+)\n(.*)/g)].map(
      ([, from, to, text]) => `${from} ${to} ${text}`,
    );
  };
  const shown = async () => {
    const page = await (await fetch(link.url)).text();
    return cues.map(({ text }) => text).filter((text) => page.includes(text));
  };
  expect(await shown()).toEqual(['Before', 'Over the cut', 'Cut out', 'After']);

  // The file that plays is still the whole one, and is played around the cut.
  const letGo = holdBackEncoding();
  try {
    await save(id, { kept: middleCut });
    expect(await served()).toEqual([
      '0:00.500 0:01.500 Before',
      '0:01.500 0:04.500 Over the cut',
      '0:05.000 0:05.500 After',
    ]);
    expect(await shown()).toEqual(['Before', 'Over the cut', 'After']);
  } finally {
    letGo();
  }
  await until(id, ({ state }) => state === 'ready');
  const cut = ['0:00.500 0:01.500 Before', '0:01.500 0:02.500 Over the cut', '0:03.000 0:03.500 After'];
  expect(await served()).toEqual(cut);
  expect(await shown()).toEqual(['Before', 'Over the cut', 'After']);
  expect((await stored()).cues).toEqual(cues);

  const edited = cues.map((cue) => (cue.text === 'After' ? { ...cue, text: 'At the end' } : cue));
  await ann.call('PUT', path, { version: (await stored()).version, cues: edited });
  expect(await served()).toEqual([...cut.slice(0, 2), '0:03.000 0:03.500 At the end']);
  await save(id, {});
  await until(id, ({ state }) => state === 'ready');
  expect((await served())[2]).toBe('0:02.500 0:03.500 Cut out');
  expect((await stored()).cues).toEqual(edited);
});

test('edits that do not fit are named, and change nothing', async () => {
  const { id } = await record();
  const misfits: [Partial<SaveEdits>, string][] = [
    [{ kept: [{ fromMs: 0, toMs: 60_000 }] }, 'kept'],
    [{ kept: [{ fromMs: 0, toMs: 400 }] }, 'kept'],
    [{ kept: [] }, 'kept'],
    [{ kept: middleCut.toReversed() }, 'kept'],
    [{ kept: range(0, 101).map((at) => ({ fromMs: at * 50, toMs: at * 50 + 25 })) }, 'kept'],
    [{ kept: middleCut, posterAtMs: 3000 }, 'posterAtMs'],
    [{ posterAtMs: 60_000 }, 'posterAtMs'],
    [{ chapters: [{ atMs: 60_000, title: 'Late' }] }, 'chapters.0.atMs'],
    [{ chapters: [{ atMs: 1, title: 'x'.repeat(101) }] }, 'chapters.0.title'],
    [{ chapters: range(0, 101).map((at) => ({ atMs: at, title: 'x' })) }, 'chapters'],
    [
      {
        chapters: [
          { atMs: 2, title: 'b' },
          { atMs: 1, title: 'a' },
        ],
      },
      'chapters',
    ],
  ];
  for (const [edits, path] of misfits) {
    const { status, body } = await save(id, edits);
    const paths = (body.details as { path: string }[] | undefined)?.map((each) => each.path);
    expect([status, body.code, paths]).toEqual([400, 'invalid-request', [path]]);
  }
  expect((await ann.video(id)).edits).toEqual({ ...noEdits, revision: 0 });
});

test('edits made from older ones are refused; a video that is not there in full has none', async () => {
  const { id } = await record();
  expect((await save(id, { chapters: [{ atMs: 0, title: 'One' }], revision: 0 })).status).toBe(200);
  const late = await save(id, { chapters: [{ atMs: 0, title: 'Two' }], revision: 0 });
  expect([late.status, late.body.code]).toEqual([409, 'conflict']);
  expect((await ann.video(id)).edits.chapters).toEqual([{ atMs: 0, title: 'One' }]);
  const { id: empty } = await ann.createVideo();
  expect((await save(empty, {})).body.code).toBe('video-not-complete');
});

test('saving again while a cut is being made leaves one result: the last', async () => {
  const { id } = await record();
  for (const toMs of [5000, 4000, 3000]) await save(id, { kept: [{ fromMs: 0, toMs }] });
  const cut = await until(id, ({ state }) => state === 'ready');
  expect(cut.publishedKept).toEqual([{ fromMs: 0, toMs: 3000 }]);
  expect(framesOf(await download(cut.renditions[0]!.url))).toEqual(range(0, 90));
  expect(await readdir(uploadsFolder(config))).not.toEqual([]);
});
