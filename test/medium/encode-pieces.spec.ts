import type { Config } from '@app/config';
import type { Video } from '@app/contracts';
import { createDataSource, EncodePieceRepository, newId } from '@app/database';
import { createMediaTools } from '@app/media';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { MemberClient } from '../support/member-client.js';
import { type PieceWorker, startPieceWorker } from '../support/piece-worker.js';
import { type RunningApi, startApi, testConfig } from '../support/running-api.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

jest.setTimeout(300_000);

/** What happened to a piece: a row for every change of its state, and which worker made it. */
interface Step {
  worker: string;
  attempt: number;
  index: number;
  state: string;
  tries: number;
}

let database: TestDatabase;
let dataDir: string;
let api: RunningApi;
let ann: MemberClient;
let source: Buffer;
/** What one command makes of the source, by file: every frame with its times. */
let atOnce: Map<string, string>;
const workers = new Map<string, PieceWorker>();

const query = (sql: string, parameters: unknown[] = []) => api.app.get(DataSource).query(sql, parameters);

/** Keeps the history of the rows, which go when the ladder is put together; poisons the second piece of videos so called. */
const historySql = `
  create table piece_steps (seq bigserial, worker text, video_id uuid, attempt int, index int, state text, tries int);
  create function note_step() returns trigger language plpgsql as $$ begin
    if tg_op = 'INSERT' or old.state <> new.state then
      insert into piece_steps (worker, video_id, attempt, index, state, tries) values
        (current_setting('application_name'), new.video_id, new.attempt, new.index, new.state, new.tries);
    end if;
    return new;
  end $$;
  create function poison() returns trigger language plpgsql as $$ begin
    if new.index = 1 and exists (select 1 from videos where id = new.video_id and title = 'poison') then
      new.plan = '{}';
    end if;
    return new;
  end $$;
  create trigger note_step after insert or update on encode_pieces for each row execute function note_step();
  create trigger poison before insert on encode_pieces for each row execute function poison();`;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'outreel-test-pieces-'));
  const config: Config = testConfig({ DATABASE_URL: database.url, DATA_DIR: dataDir });
  api = await startApi(config);
  await query(historySql);
  ann = await MemberClient.signUp(api.origin);
  const path = join(dataDir, 'source.mov');
  const inputs = '-f lavfi -i testsrc2=s=640x480:r=30:d=22 -f lavfi -i sine=d=22';
  execFileSync('ffmpeg', [...`-v error ${inputs} -c:v mpeg4 -q:v 4 -c:a aac`.split(' '), path]);
  source = await readFile(path);
  atOnce = await makeAtOnce(path);
});

afterEach(async () => {
  await Promise.all([...workers.values()].map((worker) => worker.stop()));
  workers.clear();
});

afterAll(async () => {
  await api.stop();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

test('two workers share the pieces of one video, and it is as if one had made it at once', async () => {
  await start('one', 'two');
  const id = await send();
  const video = await untilEnd(id);
  const steps = await stepsOf(id);
  const finished = steps.filter(({ state }) => state === 'done');
  expect(finished.map(({ index }) => index).toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4]);
  expect(new Set(finished.map(({ worker }) => worker))).toEqual(new Set(['one', 'two']));
  await expectAtOnce(id, video);
  const shares = await query(
    `select (payload->>'progress')::float as share from outbox
     where topic = 'video.state' and payload->>'videoId' = $1 order by seq`,
    [id],
  );
  const told = shares.map(({ share }: { share: number }) => share);
  expect(told).toEqual(told.toSorted((one: number, other: number) => one - other));
});

test('a worker that is killed in the middle of a piece costs nothing but time', async () => {
  await start('one', 'two');
  const id = await send();
  const coordinator = await firstWorker(id);
  const victim = coordinator === 'one' ? 'two' : 'one';
  await until(async () =>
    (await stepsOf(id)).some(({ worker, state }) => worker === victim && state === 'running'),
  );
  await kill(victim);
  const video = await untilEnd(id);
  const steps = await stepsOf(id);
  expect(Math.max(...steps.map(({ tries }) => tries))).toBe(2);
  expect(new Set(steps.map(({ attempt }) => attempt))).toEqual(new Set([1]));
  await expectAtOnce(id, video);
});

test('when the worker that handed the pieces out is killed, another one begins again and tidies up', async () => {
  await start('one', 'two');
  const id = await send();
  const coordinator = await firstWorker(id);
  await until(async () => (await stepsOf(id)).some(({ state }) => state === 'done'));
  await kill(coordinator);
  const video = await untilEnd(id);
  expect((await query('select attempt from videos where id = $1', [id]))[0].attempt).toBe(2);
  await expectAtOnce(id, video);
});

test('a worker that is alone encodes at once', async () => {
  await start('one');
  const id = await send();
  await expectAtOnce(id, await untilEnd(id));
  expect(await stepsOf(id)).toEqual([]);
});

test('a worker whose companions do nothing encodes every piece itself', async () => {
  await start('one');
  await query(`insert into workers (id, slots, seen_at) values ($1, 1, now() + interval '1 hour')`, [
    newId(),
  ]);
  const id = await send();
  const video = await untilEnd(id);
  const finished = (await stepsOf(id)).filter(({ state }) => state === 'done');
  expect(finished.map(({ worker }) => worker)).toEqual(Array.from({ length: 5 }, () => 'one'));
  await expectAtOnce(id, video);
});

test('a piece that breaks is tried twice, and then its video fails with a next step', async () => {
  await start('one', 'two');
  const id = await send('poison');
  const { state, failure } = await untilEnd(id);
  expect([state, failure?.code, failure?.canRetry]).toEqual(['failed', 'processing-failed', true]);
  const steps = (await stepsOf(id)).filter(({ index }) => index === 1);
  expect(steps.map(({ state: at, tries }) => [at, tries])).toEqual([
    ['waiting', 0],
    ['running', 1],
    ['waiting', 1],
    ['running', 2],
    ['waiting', 2],
    ['failed', 2],
  ]);
  await expectNothingLeft(id);
});

test('a piece belongs to one worker at a time, and to nobody once its attempt is outdated', async () => {
  const dataSource = await createDataSource(database.url).initialize();
  const pieces = new EncodePieceRepository(dataSource);
  const { id } = await ann.createVideo('file');
  await query(
    `update videos set state = 'processing', attempt = 1, lease_expires_at = 'infinity' where id = $1`,
    [id],
  );
  const row = { videoId: id, attempt: 1, uploadId: newId(), plan: {}, lengthMs: 1000 };
  await pieces.create([0, 1, 2].map((index) => ({ ...row, index })));
  const taken = await Promise.all([0, 1, 2, 3].map(() => pieces.take(id, 1, 60_000)));
  expect(taken.map((piece) => piece?.index ?? -1).toSorted((one, other) => one - other)).toEqual([
    -1, 0, 1, 2,
  ]);
  const late = taken.find((piece) => piece?.index === 1);
  await query(`update encode_pieces set lease_expires_at = now() where video_id = $1 and index = 1`, [id]);
  const again = await pieces.take(id, 1, 60_000);
  expect([again?.index, again?.tries]).toEqual([1, 2]);
  expect(await pieces.markDone(late!)).toBe(false);
  expect(await pieces.renewLease(again!, 60_000)).toBe(true);
  expect(await pieces.recordProgress(again!, 0.6)).toBe(true);
  expect(await pieces.standing(id, 1)).toMatchObject({ isDone: false, failureCode: null, free: [] });
  expect((await pieces.standing(id, 1)).share).toBeCloseTo(0.2);
  await query(`update videos set attempt = 2 where id = $1`, [id]);
  expect(await pieces.markDone(again!)).toBe(false);
  expect(await pieces.findOutdated()).toEqual([{ videoId: id, attempt: 1 }]);
  await pieces.remove(id, 1);
  await dataSource.destroy();
});

async function start(...names: string[]): Promise<void> {
  const environment = { DATABASE_URL: database.url, DATA_DIR: dataDir };
  await Promise.all(names.map(async (name) => workers.set(name, await startPieceWorker(name, environment))));
}

async function kill(name: string): Promise<void> {
  await workers.get(name)?.kill();
  workers.delete(name);
}

async function send(title?: string): Promise<string> {
  const { id } = await ann.createVideo('file');
  if (title) await query('update videos set title = $2 where id = $1', [id, title]);
  const upload = await ann.beginUpload(id, { lengthBytes: source.byteLength });
  await ann.appendPart(upload.id, 0, source);
  return id;
}

const stepsOf = (id: string): Promise<Step[]> =>
  query('select worker, attempt, index, state, tries from piece_steps where video_id = $1 order by seq', [
    id,
  ]);

/** The worker that handed the pieces out. */
async function firstWorker(id: string): Promise<string> {
  await until(async () => (await stepsOf(id)).length > 0);
  const [first] = await stepsOf(id);
  return first?.worker ?? '';
}

async function untilEnd(id: string): Promise<Video> {
  await until(async () => ['ready', 'failed'].includes((await ann.video(id)).state));
  return ann.video(id);
}

/** Waits for something that other processes do; the test's own time limit is the end of patience. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(50);
}

/** Times of every packet of both tracks, and which are key frames. */
function framesOf(path: string): string {
  const entries = 'packet=stream_index,pts_time,dts_time,duration_time,flags';
  return execFileSync('ffprobe', ['-v', 'error', '-show_entries', entries, '-of', 'csv=p=0', path], {
    encoding: 'utf8',
  });
}

async function makeAtOnce(path: string): Promise<Map<string, string>> {
  const tools = createMediaTools({ sandbox: 'required' });
  const out = join(dataDir, 'at-once');
  const made = await tools.makeRenditions(path, out, await tools.probe(path));
  return new Map(made.map(({ file }) => [file, framesOf(join(out, file))]));
}

async function expectAtOnce(id: string, { state }: Video): Promise<void> {
  expect(state).toBe('ready');
  const [{ renditions }] = await query('select renditions from videos where id = $1', [id]);
  const made = renditions.map(({ key }: { key: string }): [string, string] => [
    key.split('/').at(-1) ?? '',
    framesOf(join(dataDir, 'files', key)),
  ]);
  expect(new Map(made)).toEqual(atOnce);
  await expectNothingLeft(id);
}

async function expectNothingLeft(id: string): Promise<void> {
  await until(
    async () => (await query('select 1 from encode_pieces where video_id = $1', [id])).length === 0,
  );
  const files = await readdir(join(dataDir, 'files', 'videos', id), { recursive: true });
  expect(files.filter((file) => file.includes('pieces'))).toEqual([]);
}
