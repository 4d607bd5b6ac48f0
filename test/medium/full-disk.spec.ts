import type { Config } from '@app/config';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { FreeSpace } from '../../apps/api/src/uploads/free-space.js';
import { MemberClient } from '../support/member-client.js';
import { type RunningApi, startApi, testConfig } from '../support/running-api.js';
import { type TestDatabase, createTestDatabase } from '../support/test-database.js';

jest.setTimeout(60_000);

const mebibyte = 1024 * 1024;
let database: TestDatabase;
let dataDir: string;
let config: Config;
let api: RunningApi;
let ann: MemberClient;
let space: FreeSpace;

/** Makes the disk tell these sizes one after the other, the last one for ever. */
function tellLeft(...sizes: [number, ...number[]]): void {
  const told = [...sizes];
  space.leftBytes = () => Promise.resolve((told.length > 1 ? told.shift() : told[0]) ?? 0);
}

const health = async () => (await fetch(`${api.origin}/health/ready`)).json();

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'outreel-test-full-disk-'));
  // Not frozen: the disk is as full as the setting says.
  config = { ...testConfig({ DATABASE_URL: database.url, DATA_DIR: dataDir }) };
  api = await startApi(config);
  ann = await MemberClient.signUp(api.origin);
  space = api.app.get(FreeSpace);
});

afterAll(async () => {
  await api.stop();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

test('the real disk has a size', async () => {
  expect(Number.isFinite(await space.leftBytes())).toBe(true);
});

test('a disk that is nearly full takes no new upload and no further part, and says so', async () => {
  tellLeft(1);
  const { id } = await ann.beginUpload((await ann.createVideo()).id);
  tellLeft(-1);
  const answers = [
    await ann.beginUpload((await ann.createVideo()).id),
    await ann.appendPart(id, 0, Buffer.from('x')),
  ];
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [507, 'no-space'],
    [507, 'no-space'],
  ]);
});

test('a part that would fill the disk is cut off; what came in stays, and goes on when there is room', async () => {
  tellLeft(1);
  const bytes = Buffer.alloc(80 * mebibyte, 7);
  const { id } = await ann.beginUpload((await ann.createVideo()).id, { lengthBytes: bytes.byteLength });
  tellLeft(1, 1, -1);
  const refused = await ann.appendPart(id, 0, bytes);
  expect([refused.status, refused.body.code]).toEqual([507, 'no-space']);
  const offset = Number((await ann.tus('HEAD', `/${id}`)).headers.get('upload-offset'));
  expect(offset).toBeGreaterThanOrEqual(64 * mebibyte);
  expect(offset).toBeLessThan(bytes.byteLength);
  tellLeft(1);
  expect((await ann.appendPart(id, offset, bytes.subarray(offset))).status).toBe(204);
});

describe('a threshold above what the disk has', () => {
  const { leftBytes } = FreeSpace.prototype;
  const usualBytes = 1;

  beforeEach(() => {
    space.leftBytes = leftBytes;
    config.minFreeBytes = usualBytes;
  });

  test('refuses until it is met again, says when to come back, and loses nothing', async () => {
    const { id } = await ann.beginUpload((await ann.createVideo()).id);
    expect((await ann.appendPart(id, 0, Buffer.from('safe'))).status).toBe(204);
    config.minFreeBytes = Number.MAX_SAFE_INTEGER;
    for (const refused of [
      await ann.beginUpload((await ann.createVideo()).id),
      await ann.appendPart(id, 4, Buffer.from('more')),
    ]) {
      expect([refused.status, refused.body.code]).toEqual([507, 'no-space']);
      expect(refused.headers.get('retry-after')).toBe('10');
      expect(refused.body.message).toContain('what was uploaded is safe');
    }
    expect((await ann.tus('HEAD', `/${id}`)).headers.get('upload-offset')).toBe('4');
    config.minFreeBytes = usualBytes;
    expect((await ann.appendPart(id, 4, Buffer.from('more'))).status).toBe(204);
    expect((await ann.tus('HEAD', `/${id}`)).headers.get('upload-offset')).toBe('8');
  });

  test('does not make a recorder look silent that is refused', async () => {
    const { id } = await ann.beginUpload((await ann.createVideo()).id);
    await ann.appendPart(id, 0, Buffer.from('safe'));
    const query = (sql: string) => api.app.get(DataSource).query(sql, [id]);
    await query(`update uploads set last_part_at = now() - interval '1 hour' where id = $1`);
    config.minFreeBytes = Number.MAX_SAFE_INTEGER;
    await ann.appendPart(id, 4, Buffer.from('more'));
    const [row] = await query(
      `select offset_bytes, last_part_at > now() - interval '1 minute' as lives from uploads where id = $1`,
    );
    expect(row).toEqual({ offset_bytes: '4', lives: true });
  });

  test('is told of before it is reached', async () => {
    expect(await health()).toMatchObject({ space: 'enough' });
    const free = (await space.leftBytes()) + config.minFreeBytes;
    config.minFreeBytes = Math.round(free * 0.75);
    expect(await health()).toMatchObject({ status: 'ok', space: 'low' });
    config.minFreeBytes = Number.MAX_SAFE_INTEGER;
    expect(await health()).toMatchObject({ status: 'ok', space: 'full' });
  });
});
