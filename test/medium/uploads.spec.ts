import { uploadsFolder } from '@app/config';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { MemberClient } from '../support/member-client.js';
import { type RunningApi, startApi, testConfig } from '../support/running-api.js';
import { type TestDatabase, createTestDatabase } from '../support/test-database.js';

// Every acknowledged part is forced to a disk that other work may be using.
jest.setTimeout(60_000);

let database: TestDatabase;
let dataDir: string;
let first: RunningApi;
let second: RunningApi;
let ann: MemberClient;

const maxUploadBytes = 4 * 1024 * 1024;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const storedBytes = (id: string) => readFile(join(uploadsFolder({ dataDir }), id));
const offsetOf = async (id: string) => (await ann.tus('HEAD', `/${id}`)).headers.get('upload-offset');
const query = (sql: string, parameters: unknown[]) => first.app.get(DataSource).query(sql, parameters);

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'outreel-test-uploads-'));
  const config = testConfig({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    MAX_UPLOAD_BYTES: String(maxUploadBytes),
  });
  first = await startApi(config);
  second = await startApi(config);
  ann = await MemberClient.signUp(first.origin);
});

afterAll(async () => {
  await first.stop();
  await second.stop();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('the protocol', () => {
  test('a recording of unknown length arrives in parts, is resumed by HEAD and completed', async () => {
    const bytes = randomBytes(600_000);
    const video = await ann.createVideo();
    const upload = await ann.beginUpload(video.id);
    expect(upload.status).toBe(201);
    expect((await ann.appendPart(upload.id, 0, bytes.subarray(0, 250_000))).status).toBe(204);
    const head = await ann.tus('HEAD', `/${upload.id}`);
    expect(head.headers.get('upload-offset')).toBe('250000');
    expect(head.headers.get('upload-defer-length')).toBe('1');
    const last = await ann.appendPart(upload.id, 250_000, bytes.subarray(250_000), bytes.byteLength);
    expect(last.headers.get('upload-offset')).toBe('600000');
    expect(await storedBytes(upload.id)).toEqual(bytes);
    const [row] = await query('select * from uploads where id = $1', [upload.id]);
    expect(row).toMatchObject({ sha256: sha256(bytes), length_bytes: '600000', offset_bytes: '600000' });
    expect(row.completed_at).not.toBeNull();
  });

  test('creation may carry the first bytes', async () => {
    const video = await ann.createVideo('file');
    const bytes = randomBytes(1000);
    const answer = await ann.tus(
      'POST',
      '',
      {
        'upload-length': '1000',
        'content-type': 'application/offset+octet-stream',
        'upload-metadata': `videoId ${Buffer.from(video.id).toString('base64')}`,
      },
      bytes,
    );
    expect(answer.status).toBe(201);
    expect(answer.headers.get('upload-offset')).toBe('1000');
    expect((await ann.video(video.id)).state).toBe('processing');
  });

  test('a part at another offset changes nothing', async () => {
    const { id } = await ann.beginUpload((await ann.createVideo()).id);
    await ann.appendPart(id, 0, Buffer.from('0123456789'));
    const answers = [
      await ann.appendPart(id, 4, Buffer.from('x')),
      await ann.appendPart(id, 12, Buffer.from('x')),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'offset-mismatch'],
      [409, 'offset-mismatch'],
    ]);
    expect((await storedBytes(id)).toString()).toBe('0123456789');
  });

  test('what is not tus is refused with a reason', async () => {
    const { id } = await ann.beginUpload((await ann.createVideo()).id, { lengthBytes: 10 });
    for (const version of ['', '0.2.2']) {
      const other = await ann.tus('HEAD', `/${id}`, { 'tus-resumable': version });
      expect([other.status, other.headers.get('tus-version')]).toEqual([412, '1.0.0']);
    }
    const otherType = await ann.tus(
      'PATCH',
      `/${id}`,
      { 'upload-offset': '0', 'content-type': 'video/mp4' },
      Buffer.from('x'),
    );
    expect([otherType.status, otherType.body.code]).toEqual([415, 'unsupported-type']);
    const offsetless = await ann.tus(
      'PATCH',
      `/${id}`,
      { 'content-type': 'application/offset+octet-stream' },
      Buffer.from('x'),
    );
    expect([offsetless.status, offsetless.body.code]).toEqual([400, 'invalid-request']);
    const tooMuch = await ann.appendPart(id, 0, Buffer.from('more than ten bytes'));
    expect([tooMuch.status, tooMuch.body.code]).toEqual([413, 'too-large']);
    expect(tooMuch.body.requestId).toBe(tooMuch.headers.get('x-request-id'));
  });

  test('a file that is too large is refused before its first byte, and a deferred one at the limit', async () => {
    const video = await ann.createVideo();
    const declared = await ann.beginUpload(video.id, { lengthBytes: maxUploadBytes + 1 });
    expect([declared.status, declared.body.code]).toEqual([413, 'too-large']);
    expect(declared.body.details).toEqual({ limitBytes: maxUploadBytes });
    const { id } = await ann.beginUpload(video.id);
    expect((await ann.appendPart(id, 0, Buffer.alloc(maxUploadBytes + 1))).status).toBe(413);
  });

  test('OPTIONS tells version, extensions and limit without an account', async () => {
    const reply = await fetch(`${first.origin}/api/v1/uploads`, { method: 'OPTIONS' });
    expect(reply.status).toBe(204);
    expect(reply.headers.get('tus-extension')).toContain('creation-defer-length');
    expect(reply.headers.get('tus-max-size')).toBe(String(maxUploadBytes));
    expect(reply.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('bytes of a request that broke off are kept and continued after', async () => {
    const { id } = await ann.beginUpload((await ann.createVideo()).id, { lengthBytes: 20 });
    const broken = ann.sendPartSlowly(id, '0123456789', 20);
    await until(async () => (await storedBytes(id)).byteLength === 10);
    broken.destroy();
    await until(async () => (await offsetOf(id)) === '10');
    expect((await ann.appendPart(id, 10, Buffer.from('abcdefghij'))).status).toBe(204);
    expect((await storedBytes(id)).toString()).toBe('0123456789abcdefghij');
    const [row] = await query('select sha256 from uploads where id = $1', [id]);
    expect(row.sha256).toBe(sha256(Buffer.from('0123456789abcdefghij')));
  });
});

describe('one run = one upload', () => {
  test('a second creation is refused once there are bytes, and names the first', async () => {
    const video = await ann.createVideo();
    const empty = await ann.beginUpload(video.id);
    const upload = await ann.beginUpload(video.id);
    expect([empty.status, upload.status]).toEqual([201, 201]);
    expect((await ann.tus('HEAD', `/${empty.id}`)).status).toBe(404);
    await ann.appendPart(upload.id, 0, Buffer.from('x'));
    const again = await ann.beginUpload(video.id);
    expect([again.status, again.body.code, again.body.details]).toEqual([
      409,
      'upload-exists',
      { uploadId: upload.id },
    ]);
    expect((await ann.beginUpload(video.id, { run: 1 })).status).toBe(201);
  });

  test('an upload can be given up and begun again', async () => {
    const video = await ann.createVideo();
    const { id } = await ann.beginUpload(video.id);
    await ann.appendPart(id, 0, Buffer.from('wrong'));
    expect((await ann.tus('DELETE', `/${id}`)).status).toBe(204);
    expect((await ann.tus('HEAD', `/${id}`)).status).toBe(404);
    expect(await readdir(uploadsFolder({ dataDir }))).not.toContain(id);
    expect((await ann.beginUpload(video.id)).status).toBe(201);
  });

  test('a source that is being processed cannot be taken away or added to', async () => {
    const video = await ann.createVideo('file');
    const { id } = await ann.beginUpload(video.id, { lengthBytes: 3 });
    await ann.appendPart(id, 0, Buffer.from('abc'));
    expect((await ann.tus('DELETE', `/${id}`)).body.code).toBe('already-finished');
    expect((await ann.beginUpload(video.id, { run: 1 })).body.code).toBe('already-finished');
  });

  test('a file that arrived altered can be given up and sent again', async () => {
    const video = await ann.createVideo('file');
    const { id } = await ann.beginUpload(video.id, { lengthBytes: 3 });
    await ann.appendPart(id, 0, Buffer.from('abd'));
    const runs = [{ run: 0, sizeBytes: 3, sha256: sha256(Buffer.from('abc')) }];
    const finish = () => ann.call('POST', `/videos/${video.id}/finish`, { runs });
    expect((await finish()).body).toMatchObject({ code: 'upload-mismatch' });
    expect((await ann.tus('DELETE', `/${id}`)).status).toBe(204);
    const again = await ann.beginUpload(video.id, { lengthBytes: 3 });
    expect((await ann.appendPart(again.id, 0, Buffer.from('abc'))).status).toBe(204);
    expect((await finish()).status).toBe(200);
    expect((await ann.tus('DELETE', `/${again.id}`)).body.code).toBe('already-finished');
  });

  test('bad metadata is named', async () => {
    const answer = await ann.tus('POST', '', {
      'upload-length': '1',
      'upload-metadata': `videoId ${Buffer.from('7').toString('base64')}`,
    });
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid-request']);
    expect(answer.body.details).toEqual([expect.objectContaining({ path: 'videoId' })]);
  });
});

describe('whose it is', () => {
  test('nobody else sees, continues or ends an upload: it is simply not there', async () => {
    const bob = await MemberClient.signUp(first.origin);
    const video = await ann.createVideo();
    const { id } = await ann.beginUpload(video.id);
    await ann.appendPart(id, 0, Buffer.from('mine'));
    const answers = [
      await bob.tus('HEAD', `/${id}`),
      await bob.appendPart(id, 4, Buffer.from('!')),
      await bob.tus('DELETE', `/${id}`),
      await bob.beginUpload(video.id, { run: 1 }),
      await bob.tus('HEAD', `/${randomUUID()}`),
      await bob.tus('HEAD', '/..%2fx'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
    expect((await storedBytes(id)).toString()).toBe('mine');
    const nobody = await fetch(`${first.origin}/api/v1/uploads/${id}`, { method: 'HEAD' });
    expect(nobody.status).toBe(401);
  });
});

describe('two API processes', () => {
  test('parallel parts at the same offset never mix', async () => {
    const other = ann.at(second.origin);
    for (let round = 0; round < 5; round += 1) {
      const { id } = await ann.beginUpload((await ann.createVideo()).id);
      const parts = [65, 66, 67, 68].map((letter) => Buffer.alloc(300_000, letter));
      const answers = await Promise.all(
        parts.map((part, index) => (index % 2 ? other : ann).appendPart(id, 0, part)),
      );
      const accepted = answers.flatMap(({ status }, index) => (status === 204 ? [index] : []));
      expect(accepted).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 409)).toHaveLength(3);
      expect(await storedBytes(id)).toEqual(parts[accepted[0] ?? -1]);
    }
  });

  test('the hash is right when the parts went to both', async () => {
    const bytes = randomBytes(90_000);
    const { id } = await ann.beginUpload((await ann.createVideo()).id, { lengthBytes: 90_000 });
    await ann.appendPart(id, 0, bytes.subarray(0, 30_000));
    await ann.at(second.origin).appendPart(id, 30_000, bytes.subarray(30_000, 60_000));
    await ann.appendPart(id, 60_000, bytes.subarray(60_000));
    const [row] = await query('select sha256 from uploads where id = $1', [id]);
    expect(row.sha256).toBe(sha256(bytes));
  });

  test('a request that hangs lets go when its client comes back elsewhere', async () => {
    const { id } = await ann.beginUpload((await ann.createVideo()).id, { lengthBytes: 20 });
    const hanging = ann.sendPartSlowly(id, '01234', 20);
    await until(async () => (await storedBytes(id)).byteLength === 5);
    const head = await ann.at(second.origin).tus('HEAD', `/${id}`);
    expect([head.status, head.headers.get('upload-offset')]).toEqual([200, '5']);
    hanging.destroy();
  });
});

describe('names of files', () => {
  const filenames: { name: string; filename: string; expect: string }[] = JSON.parse(
    readFileSync('test/support/filenames.json', 'utf8'),
  );
  const accepted = filenames.filter(({ expect: wish }) => wish.startsWith('accept') && !wish.endsWith('400'));

  test.each(accepted.map(({ name, filename }) => [name, filename]))('%s', async (_, filename) => {
    const { id, status } = await ann.beginUpload((await ann.createVideo()).id, { filename });
    expect(status).toBe(201);
    const [row] = await query('select filename from uploads where id = $1', [id]);
    expect(row.filename).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069/\\]/u);
    expect(row.filename.length).toBeGreaterThan(0);
    expect(row.filename.length).toBeLessThanOrEqual(255);
    expect(await readdir(uploadsFolder({ dataDir }))).toContain(id);
  });
});

/** Waits for something that other processes do; the test's own time limit is the end of patience. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(20);
}
