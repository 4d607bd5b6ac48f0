import * as fc from 'fast-check';
import { createHash } from 'node:crypto';
import { MemoryRunFile } from './journal/run-file';
import { FakeTusServer } from './conformance/fake-tus-server';
import { LiveUploader } from './live-uploader';
import type { UploadProgress } from './live-uploader-parts';
import { MediaMarks } from './media-marks';
import { TransportError } from './tus-transport';

function setUp(open?: () => Promise<void>, file = new MemoryRunFile()) {
  const server = new FakeTusServer();
  const progress: UploadProgress[] = [];
  const time = { nowMs: 0 };
  const hash = createHash('sha256');
  const uploader = new LiveUploader({
    open: async () => {
      await open?.();
      return { transport: server, videoId: 'video' };
    },
    file,
    marks: new MediaMarks(),
    hash: { update: (bytes) => hash.update(bytes), digest: () => hash.digest('hex') },
    waiter: {
      wait: (ms) => {
        time.nowMs += ms;
        return new Promise((resolve) => setImmediate(resolve));
      },
      wake: () => undefined,
    },
    now: () => time.nowMs,
    filename: 'run.mp4',
    run: 0,
    onProgress: (state) => progress.push(state),
  });
  return { server, uploader, progress, time };
}

const bytesOf = (length: number, seed: number) => Buffer.alloc(length, `piece ${seed} `);
const sha256 = (bytes: Buffer | undefined) =>
  createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');
const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('LiveUploader', () => {
  it('sends while the file grows, declares the length at the end and hashes the whole', async () => {
    const { server, uploader, progress } = setUp();
    uploader.append(bytesOf(300_000, 1));
    uploader.mark(1000);
    await turns(5);
    expect(server.uploads.get('/uploads/0')?.length).toBeNull();
    expect(progress.at(-1)).toMatchObject({ acknowledgedBytes: 300_000, acknowledgedMs: 1000 });
    uploader.append(bytesOf(1000, 2));
    const run = await uploader.finish();
    const upload = server.uploads.get('/uploads/0');
    expect(upload?.metadata).toEqual({ videoId: 'video', run: 0, filename: 'run.mp4' });
    expect(upload?.length).toBe(301_000);
    expect(run).toEqual({ run: 0, sizeBytes: 301_000, sha256: sha256(upload?.bytes) });
  });

  it('waits for 256 KiB or two seconds before a PATCH', async () => {
    const { server, uploader, time } = setUp();
    await turns(3);
    const beginMs = time.nowMs;
    uploader.append(bytesOf(1000, 1));
    await turns(4);
    expect(time.nowMs - beginMs).toBeGreaterThanOrEqual(2000);
    expect(server.patchSizes.filter((size) => size > 0)).toEqual([1000]);
    await uploader.finish();
  });

  it('lets an empty PATCH show that a paused recorder is alive', async () => {
    const { server, uploader } = setUp();
    await turns(40);
    expect(server.patchSizes.length).toBeGreaterThan(0);
    expect(server.patchSizes.every((size) => size === 0)).toBe(true);
    await uploader.finish();
  });

  it('sends nothing that is not kept, and the rest as soon as it is', async () => {
    const file = new MemoryRunFile();
    let keptBytes = 0;
    Object.defineProperty(file, 'keptBytes', { get: () => keptBytes });
    const { server, uploader } = setUp(undefined, file);
    uploader.append(bytesOf(600_000, 1));
    await turns(20);
    expect(server.patchSizes.filter((size) => size > 0)).toEqual([]);
    keptBytes = 300_000;
    await turns(5);
    expect(server.uploads.get('/uploads/0')?.bytes).toHaveLength(300_000);
    const finishing = uploader.finish();
    await turns(5);
    expect(server.uploads.get('/uploads/0')?.length).toBeNull();
    keptBytes = 600_000;
    expect((await finishing).sizeBytes).toBe(600_000);
  });

  it('survives an offline gap and says that it waits', async () => {
    const { server, uploader, progress } = setUp();
    await turns(2);
    server.trouble = () => 'request-lost';
    uploader.append(bytesOf(700_000, 3));
    await turns(20);
    expect(progress.at(-1)).toMatchObject({ network: 'waiting', acknowledgedBytes: 0 });
    server.trouble = () => 'none';
    const run = await uploader.finish();
    expect(sha256(server.uploads.get('/uploads/0')?.bytes)).toBe(run.sha256);
    expect(progress.at(-1)?.network).toBe('ok');
  });

  it('waits for room on a full server, says so, and goes on by itself', async () => {
    const { server, uploader, progress } = setUp();
    uploader.append(bytesOf(300_000, 3));
    await turns(5);
    server.trouble = () => 507;
    uploader.append(bytesOf(300_000, 4));
    await turns(40);
    const waiting = progress.at(-1);
    server.trouble = () => 'none';
    const run = await uploader.finish();
    expect(waiting).toMatchObject({
      network: 'no-space',
      acknowledgedBytes: 300_000,
      recordedBytes: 600_000,
    });
    expect(sha256(server.uploads.get('/uploads/0')?.bytes)).toBe(run.sha256);
    expect(progress.at(-1)).toMatchObject({ network: 'ok', acknowledgedBytes: 600_000 });
  });

  it('gives every byte once and in order whatever the line does', async () => {
    const troubles = fc.constantFrom('none', 'none', 'request-lost', 'answer-lost', 423, 500, 507, 409, 401);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 400_000 }), { minLength: 1, maxLength: 6 }),
        fc.array(troubles, { maxLength: 25 }),
        async (sizes, line) => {
          const { server, uploader } = setUp();
          server.trouble = () => (line.shift() ?? 'none') as ReturnType<FakeTusServer['trouble']>;
          for (const [index, size] of sizes.entries()) {
            uploader.append(bytesOf(size, index));
            await turns(index % 3);
          }
          const run = await uploader.finish();
          const upload = [...server.uploads.values()].at(-1);
          expect(upload?.length).toBe(run.sizeBytes);
          expect(sha256(upload?.bytes)).toBe(run.sha256);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('begins again as the next run when the server lost the upload', async () => {
    const { server, uploader } = setUp();
    uploader.append(bytesOf(300_000, 1));
    await turns(5);
    server.uploads.clear();
    server.uploads.set('/uploads/other', {
      metadata: { videoId: '', run: 9, filename: '' },
      bytes: Buffer.alloc(0),
      length: 0,
    });
    uploader.append(bytesOf(300_000, 2));
    const run = await uploader.finish();
    const upload = server.uploads.get('/uploads/1');
    expect(run.run).toBe(1);
    expect(upload?.metadata.run).toBe(1);
    expect(sha256(upload?.bytes)).toBe(run.sha256);
  });

  it('fails for good on a refusal and keeps the file', async () => {
    const { server, uploader } = setUp();
    await turns(2);
    server.trouble = () => 413;
    uploader.append(bytesOf(300_000, 1));
    await expect(uploader.finish()).rejects.toMatchObject({ status: 413 });
    expect((await uploader.file()).size).toBe(300_000);
  });

  it('deletes what arrived on abort', async () => {
    const { server, uploader } = setUp();
    uploader.append(bytesOf(300_000, 1));
    await turns(5);
    await uploader.abort();
    expect(server.terminated).toEqual(['/uploads/0']);
  });

  it('waits for the video to be created', async () => {
    let tries = 0;
    const { server, uploader } = setUp(async () => {
      tries += 1;
      if (tries < 3) throw new TransportError(null);
    });
    uploader.append(bytesOf(10, 1));
    await uploader.finish();
    expect(server.uploads.get('/uploads/0')?.bytes).toHaveLength(10);
  });
});
