import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FreeSpace } from '../../apps/api/src/uploads/free-space.js';
import { MemberClient } from '../support/member-client.js';
import { type RunningApi, startApi, testConfig } from '../support/running-api.js';
import { type TestDatabase, createTestDatabase } from '../support/test-database.js';

jest.setTimeout(60_000);

const mebibyte = 1024 * 1024;
let database: TestDatabase;
let dataDir: string;
let api: RunningApi;
let ann: MemberClient;
let space: FreeSpace;

/** Makes the disk tell these sizes one after the other, the last one for ever. */
function tellLeft(...sizes: [number, ...number[]]): void {
  const told = [...sizes];
  space.leftBytes = () => Promise.resolve((told.length > 1 ? told.shift() : told[0]) ?? 0);
}

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'outreel-test-full-disk-'));
  api = await startApi(testConfig({ DATABASE_URL: database.url, DATA_DIR: dataDir }));
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
