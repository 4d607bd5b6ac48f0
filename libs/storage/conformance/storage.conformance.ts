import { createHash, randomBytes } from 'node:crypto';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createStorage, type Storage, type StorageConfig } from '../src/index.js';

/** A store under test: the configuration that chooses it. */
export interface TestStore {
  config: StorageConfig;
  stop(): Promise<void>;
}

const video = { contentType: 'video/mp4' };
/** Longer than two parts of a multipart upload, and no multiple of one. */
const long = randomBytes(17 * 1024 * 1024 + 123);

/**
 * What every adapter of the storage must do.
 * @param name shown in the report
 * @param startStore starts the store, once
 */
export function describeStorage(name: string, startStore: () => Promise<TestStore>): void {
  describe(`storage on ${name}`, () => {
    let store: TestStore;
    let storage: Storage;
    let folder: string;
    beforeAll(async () => {
      store = await startStore();
      storage = await createStorage(store.config);
      folder = await mkdtemp(join(tmpdir(), 'outreel-test-storage-'));
    }, 600_000);
    afterAll(async () => {
      await storage.close();
      await store.stop();
      await rm(folder, { recursive: true, force: true });
    }, 60_000);

    const bytesOf = async (key: string, range?: { start: number; endInclusive?: number }) =>
      buffer((await storage.read(key, { range })).stream);

    it('proves that it can be used', async () => {
      await expect(storage.check()).resolves.toBeUndefined();
    });

    it('gives back a buffer with its facts', async () => {
      const put = await storage.put('put/buffer.mp4', Buffer.from('hello'), video);
      expect(put).toMatchObject({ key: 'put/buffer.mp4', sizeBytes: 5, contentType: 'video/mp4' });
      expect(put.etag).toMatch(/^"[^"]+"$/);
      const { stream, ...facts } = await storage.read('put/buffer.mp4');
      expect((await buffer(stream)).toString()).toBe('hello');
      expect(facts).toEqual(put);
      expect(await storage.stat('put/buffer.mp4')).toEqual(put);
    });

    it('keeps a media type that the extension does not tell, until the next put', async () => {
      await storage.put('put/source.bin', Buffer.from('a'), { contentType: 'video/x-matroska' });
      expect((await storage.stat('put/source.bin'))?.contentType).toBe('video/x-matroska');
      await storage.put('put/source.bin', Buffer.from('b'), { contentType: 'application/octet-stream' });
      expect((await storage.stat('put/source.bin'))?.contentType).toBe('application/octet-stream');
    });

    it('stores an empty object', async () => {
      await storage.put('put/empty.mp4', Buffer.alloc(0), video);
      await storage.put('put/empty-stream.mp4', Readable.from([]), video);
      for (const key of ['put/empty.mp4', 'put/empty-stream.mp4']) {
        expect((await storage.stat(key))?.sizeBytes).toBe(0);
        expect(await bytesOf(key)).toHaveLength(0);
        await expect(storage.read(key, { range: { start: 0 } })).rejects.toMatchObject({
          code: 'invalid-range',
        });
      }
    });

    it.each([
      ['in small pieces', 64 * 1024 - 7],
      ['in pieces longer than a part', 9 * 1024 * 1024],
    ])('stores a long stream that comes %s, byte by byte', async (_name, pieceBytes) => {
      const put = await storage.put('put/long.mp4', Readable.from(piecesOf(long, pieceBytes)), video);
      expect(put.sizeBytes).toBe(long.length);
      expect(sha256(await bytesOf('put/long.mp4'))).toBe(sha256(long));
      expect(await storage.stat('put/long.mp4')).toEqual(put);
    });

    it('stores a file and leaves it where it is', async () => {
      const path = join(folder, 'long.mp4');
      await writeFile(path, long);
      const put = await storage.putFile('put/file.mp4', path, video);
      expect(put.sizeBytes).toBe(long.length);
      expect(sha256(await bytesOf('put/file.mp4'))).toBe(sha256(long));
      expect(sha256(await readFile(path))).toBe(sha256(long));
    });

    it('names a local file that is not there', async () => {
      const put = storage.putFile('put/nothing.mp4', join(folder, 'nothing.mp4'), video);
      await expect(put).rejects.toMatchObject({ code: 'local-file' });
      expect(await storage.stat('put/nothing.mp4')).toBeNull();
    });

    it('replaces an object as a whole and changes its entity tag', async () => {
      const first = await storage.put('put/twice.mp4', Buffer.from('aaaa'), video);
      const second = await storage.put('put/twice.mp4', Buffer.from('bbbb'), video);
      expect(second.etag).not.toBe(first.etag);
      expect((await bytesOf('put/twice.mp4')).toString()).toBe('bbbb');
    });

    it.each([
      ['short', 10],
      ['long', long.length - 1],
    ])('keeps nothing of a %s stream that breaks, and the old object', async (kind, goodBytes) => {
      const key = `broken/${kind}.mp4`;
      const broken = () => Readable.from(breakAfter(long.subarray(0, goodBytes)));
      await expect(storage.put(key, broken(), video)).rejects.toThrow('the camera is gone');
      expect(await storage.stat(key)).toBeNull();
      await storage.put(key, Buffer.from('old'), video);
      await expect(storage.put(key, broken(), video)).rejects.toThrow('the camera is gone');
      expect((await bytesOf(key)).toString()).toBe('old');
    });

    it.each([
      ['the first byte', { start: 0, endInclusive: 0 }, { start: 0, endInclusive: 0 }],
      ['a span inside', { start: 100, endInclusive: 299 }, { start: 100, endInclusive: 299 }],
      ['the rest', { start: 900 }, { start: 900, endInclusive: 999 }],
      ['a span past the end', { start: 990, endInclusive: 5000 }, { start: 990, endInclusive: 999 }],
    ])('reads %s', async (_name, range, served) => {
      const bytes = long.subarray(0, 1000);
      const put = await storage.put('range/thousand.mp4', bytes, video);
      const { stream, ...facts } = await storage.read('range/thousand.mp4', { range });
      expect(facts).toEqual({ ...put, range: served });
      expect(await buffer(stream)).toEqual(
        Buffer.from(bytes.subarray(served.start, served.endInclusive + 1)),
      );
    });

    it.each([
      ['starts at the end', { start: 5 }],
      ['ends before it starts', { start: 3, endInclusive: 2 }],
      ['is negative', { start: -1 }],
      ['is no whole number', { start: 0.5 }],
    ])('refuses a range that %s', async (_name, range) => {
      await storage.put('range/five.mp4', Buffer.from('12345'), video);
      await expect(storage.read('range/five.mp4', { range })).rejects.toMatchObject({
        code: 'invalid-range',
      });
    });

    it('says when there is no object', async () => {
      await expect(storage.read('no/such.mp4')).rejects.toMatchObject({ code: 'not-found' });
      await expect(storage.downloadTo('no/such.mp4', join(folder, 'no.mp4'))).rejects.toMatchObject({
        code: 'not-found',
      });
      await expect(access(join(folder, 'no.mp4'))).rejects.toThrow('ENOENT');
      expect(await storage.stat('no/such.mp4')).toBeNull();
    });

    it('downloads to a file, and names a place where it cannot', async () => {
      await storage.put('get/long.mp4', long, video);
      const path = join(folder, 'downloaded.mp4');
      await storage.downloadTo('get/long.mp4', path);
      expect(sha256(await readFile(path))).toBe(sha256(long));
      await expect(storage.downloadTo('get/long.mp4', join(folder, 'no/folder.mp4'))).rejects.toMatchObject({
        code: 'local-file',
      });
    });

    it('lists and deletes what is below a prefix and nothing beside it', async () => {
      const keys = ['tree/1/a.mp4', 'tree/1/b/c.mp4', 'tree/1/b/d.bin', 'tree/10/a.mp4', 'tree/2.mp4'];
      for (const key of keys) await storage.put(key, Buffer.from(key), video);
      const [first] = await listed(storage, 'tree/1/');
      expect(first).toMatchObject({ key: 'tree/1/a.mp4', sizeBytes: 12 });
      expect(Math.abs(Date.now() - Number(first?.modifiedAt))).toBeLessThan(600_000);
      expect(await keysBelow(storage, 'tree/')).toEqual(keys.toSorted());
      expect(await keysBelow(storage, 'tree/1/')).toEqual(keys.slice(0, 3));
      await storage.deletePrefix('tree/1/');
      expect(await keysBelow(storage, 'tree/')).toEqual(keys.slice(3).toSorted());
      await expect(storage.deletePrefix('tree/1/')).resolves.toBeUndefined();
      expect(await keysBelow(storage, '')).toEqual(expect.arrayContaining(keys.slice(3)));
      await storage.put('tree/1/b/d.bin', Buffer.from('x'), { contentType: 'application/octet-stream' });
      expect((await storage.stat('tree/1/b/d.bin'))?.contentType).toBe('application/octet-stream');
    });

    it('deletes more objects than it deletes at once', async () => {
      const keys = Array.from({ length: 40 }, (_, i) => `many/${i}.json`);
      await Promise.all(
        keys.map((key) => storage.put(key, Buffer.from('{}'), { contentType: 'application/json' })),
      );
      expect(await keysBelow(storage, 'many/')).toHaveLength(40);
      await storage.deletePrefix('many/');
      expect(await keysBelow(storage, 'many/')).toEqual([]);
    });

    it.each([
      '',
      '/etc/passwd',
      '../up.mp4',
      'a/../b.mp4',
      'a//b.mp4',
      'a/',
      '.types/a',
      'a b.mp4',
      'ä.mp4',
      'a\0b',
      'a\\b',
      'x'.repeat(600),
    ])('refuses the key %j everywhere', async (key) => {
      const refusal = { code: 'invalid-key' };
      await expect(storage.put(key, Buffer.from('x'), video)).rejects.toMatchObject(refusal);
      await expect(storage.putFile(key, join(folder, 'long.mp4'), video)).rejects.toMatchObject(refusal);
      await expect(storage.read(key)).rejects.toMatchObject(refusal);
      await expect(storage.stat(key)).rejects.toMatchObject(refusal);
      await expect(storage.downloadTo(key, join(folder, 'x'))).rejects.toMatchObject(refusal);
    });

    it.each(['', '/', '../', 'tree', 'tree/1', 'a/../'])('refuses to delete below %j', async (prefix) => {
      await expect(storage.deletePrefix(prefix)).rejects.toMatchObject({ code: 'invalid-key' });
    });
  });
}

async function listed(storage: Storage, prefix: string) {
  const objects = [];
  for await (const object of storage.list(prefix)) objects.push(object);
  return objects.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

async function keysBelow(storage: Storage, prefix: string): Promise<string[]> {
  return (await listed(storage, prefix)).map(({ key }) => key);
}

function* piecesOf(bytes: Buffer, pieceBytes: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

function* breakAfter(bytes: Buffer): Generator<Buffer> {
  yield* piecesOf(bytes, 1024 * 1024);
  throw new Error('the camera is gone');
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
