import { type Config, uploadsFolder } from '@app/config';
import type { Upload, UploadRepository, Video } from '@app/database';
import type { MediaTools } from '@app/media';
import type { Storage } from '@app/storage';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SourceService } from './source.service.js';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'outreel-source-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** A worker whose files are kept in a bucket; `here` says whether the upload arrived on its machine. */
async function workerWith({ here = true, stored = new Map<string, number>(), puts = [] as string[] } = {}) {
  const storage = {
    stat: async (key: string) => (stored.has(key) ? { key, sizeBytes: stored.get(key) } : null),
    putFile: async (key: string) => {
      puts.push(key);
      stored.set(key, 5);
    },
    downloadTo: async (_key: string, path: string) => writeFile(path, 'bytes'),
  };
  const upload = { id: 'one', videoId: 'video', run: 2, completedAt: new Date() } as Upload;
  const config = { dataDir, storage: { kind: 's3' } } as Config;
  await mkdir(uploadsFolder(config), { recursive: true });
  if (here) await writeFile(join(uploadsFolder(config), 'one'), 'bytes');
  const uploads = { findOfVideo: async () => [upload] } as unknown as UploadRepository;
  const sources = new SourceService(uploads, {} as MediaTools, storage as unknown as Storage, config);
  return { sources, upload, stored, puts, folder: uploadsFolder(config) };
}

const key = 'videos/video/source/one';
const video = { id: 'video' } as Video;

test('a source is shared once, stays where it is, and is moved without being sent again', async () => {
  const { sources, upload, puts, folder } = await workerWith();
  await sources.share(upload);
  await sources.share(upload);
  expect(puts).toEqual([key]);
  expect(await readdir(folder)).toEqual(['one']);
  await sources.moveToStorage(video);
  expect([puts, await readdir(folder)]).toEqual([[key], []]);
});

test('what the bucket has only a part of is sent again', async () => {
  const { sources, puts } = await workerWith({ stored: new Map([[key, 3]]) });
  await sources.moveToStorage(video);
  expect(puts).toEqual([key]);
});

test('another worker downloads what is shared, and sees nothing of what is not', async () => {
  const shared = await workerWith({ here: false, stored: new Map([[key, 5]]) });
  expect(await shared.sources.fetch('one', 'video', dataDir)).toBe(join(dataDir, 'source-0'));
  const hidden = await workerWith({ here: false });
  expect(await hidden.sources.fetch('one', 'video', dataDir)).toBeNull();
});

test('a single upload is known by its path, here or downloaded; what was joined is none', async () => {
  const { sources, upload, folder } = await workerWith();
  expect(await sources.findUpload(video, join(folder, 'one'), dataDir)).toBe(upload);
  expect(await sources.findUpload(video, join(dataDir, 'source-2'), dataDir)).toBe(upload);
  expect(await sources.findUpload(video, join(dataDir, 'join-0-0', 'joined.mp4'), dataDir)).toBeNull();
  upload.completedAt = null;
  expect(await sources.findUpload(video, join(folder, 'one'), dataDir)).toBeNull();
});
