import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStorage } from '../src/index.js';
import { describeStorage } from './storage.conformance.js';

const newRoot = () => mkdtemp(join(tmpdir(), 'outreel-test-disk-'));

describeStorage('disk', async () => {
  const folder = await newRoot();
  const stop = () => rm(folder, { recursive: true, force: true });
  return { config: { kind: 'disk', root: join(folder, 'made/when/missing') }, stop };
});

describe('what only the disk can get wrong', () => {
  let root: string;
  beforeEach(async () => {
    root = await newRoot();
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('leaves no temporary file behind, and lists none', async () => {
    const storage = await createStorage({ kind: 'disk', root });
    await storage.put('a/b.mp4', Buffer.from('x'), { contentType: 'text/plain' });
    expect(await readdir(join(root, '.tmp'))).toEqual([]);
    await writeFile(join(root, '.tmp', 'of-a-crash'), 'x');
    const keys = [];
    for await (const { key } of storage.list('')) keys.push(key);
    expect(keys).toEqual(['a/b.mp4']);
  });

  it('goes on reading the old bytes while the key is replaced', async () => {
    const storage = await createStorage({ kind: 'disk', root });
    await storage.put('a.mp4', Buffer.alloc(1024 * 1024, 'a'), { contentType: 'video/mp4' });
    const { stream } = await storage.read('a.mp4');
    await storage.put('a.mp4', Buffer.alloc(1024 * 1024, 'b'), { contentType: 'video/mp4' });
    const seen = new Set<number>();
    for await (const piece of stream) for (const byte of piece as Buffer) seen.add(byte);
    expect([...seen]).toEqual(['a'.charCodeAt(0)]);
  });

  it('says so when a key continues another one', async () => {
    const storage = await createStorage({ kind: 'disk', root });
    await storage.put('a', Buffer.from('x'), { contentType: 'video/mp4' });
    const put = storage.put('a/b', Buffer.from('x'), { contentType: 'video/mp4' });
    await expect(put).rejects.toMatchObject({ code: 'invalid-key' });
  });

  it('says so when its folder cannot be used', async () => {
    await writeFile(join(root, 'file'), 'x');
    const storage = await createStorage({ kind: 'disk', root: join(root, 'file') });
    await expect(storage.check()).rejects.toMatchObject({ name: 'StorageError' });
  });
});
