import type { Config } from '@app/config';
import type { Video } from '@app/contracts';
import type { MediaTools } from '@app/media';
import type { INestApplicationContext } from '@nestjs/common';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { MEDIA } from '../../apps/worker/src/adapters/tokens.js';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { MemberClient } from '../support/member-client.js';
import { type RunningApi, startApi, testConfig } from '../support/running-api.js';
import { makeVideoFile } from '../support/running-outreel-media.js';
import { type TestDatabase, createTestDatabase } from '../support/test-database.js';

jest.setTimeout(180_000);

let database: TestDatabase;
let dataDir: string;
let config: Readonly<Config>;
let api: RunningApi;
let worker: INestApplicationContext;
let ann: MemberClient;
let bytes: Buffer;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'outreel-test-busy-'));
  config = testConfig({ DATABASE_URL: database.url, DATA_DIR: dataDir, LIVE_ENCODINGS: '0' });
  bytes = await readFile(await makeVideoFile(dataDir, 'mp4', 2));
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

test('a recording plays at once although every place for encoding is taken; files wait for theirs', async () => {
  const release = holdLadders();
  const first = await send('file');
  await until(async () => (await ann.video(first)).isPlayable);
  const second = await send('file');
  const recording = await send('recording');
  await ann.call('POST', `/videos/${recording}/finish`, { runs: 1 });
  await until(async () => (await ann.video(recording)).isPlayable);
  const states = await Promise.all([first, second, recording].map((id) => ann.video(id)));
  expect(states.map(({ state, isPlayable }) => [state, isPlayable])).toEqual([
    ['processing', true],
    ['processing', false],
    ['processing', true],
  ]);
  expect(worker.get<MediaTools>(MEDIA).makeRenditions).toHaveBeenCalledTimes(1);
  release();
  for (const id of [first, second, recording])
    await until(async () => (await ann.video(id)).state === 'ready');
});

/** No ladder is encoded until the returned function is called. */
function holdLadders(): () => void {
  const media = worker.get<MediaTools>(MEDIA);
  const encode = media.makeRenditions.bind(media);
  const hold = new AbortController();
  jest.spyOn(media, 'makeRenditions').mockImplementation(async (...args) => {
    if (!hold.signal.aborted) await once(hold.signal, 'abort');
    return encode(...args);
  });
  return () => hold.abort();
}

async function send(kind: Video['kind']): Promise<string> {
  const { id } = await ann.createVideo(kind);
  const upload = await ann.beginUpload(id, { lengthBytes: bytes.byteLength });
  await ann.appendPart(upload.id, 0, bytes);
  return id;
}

/** The test's own time limit is the end of patience. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(50);
}
