import { Logger } from '@nestjs/common';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskRoom } from './disk-room.service.js';

const never = new AbortController().signal;
let dataDir: string;
let told: [level: string, message: string][];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'outreel-disk-room-'));
  told = [];
  Logger.overrideLogger({
    log: (message: string) => void told.push(['log', message]),
    warn: (message: string) => void told.push(['warn', message]),
    error: (message: string) => void told.push(['error', message]),
  });
});

afterEach(async () => {
  Logger.overrideLogger(false);
  await rm(dataDir, { recursive: true, force: true });
});

test('lets work begin at once, and says nothing, as long as there is room', async () => {
  const room = new DiskRoom({ dataDir, minFreeBytes: 0 });
  await room.whenFree(never);
  expect(told).toEqual([]);
});

test('keeps everybody waiting on a full disk, tells it once, and goes on by itself', async () => {
  const config = { dataDir, minFreeBytes: Number.MAX_SAFE_INTEGER };
  const room = new DiskRoom(config);
  let begun = 0;
  const waiting = [1, 2].map(() => room.whenFree(never).then(() => (begun += 1)));
  while (told.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(told).toEqual([['warn', expect.stringMatching(/MIN_FREE_BYTES.*videos wait.*go on by themselves/)]]);
  // Further looks, with nothing to tell.
  await expect(room.whenFree(AbortSignal.timeout(1))).rejects.toThrow('timeout');
  expect([begun, told.length]).toEqual([0, 1]);
  config.minFreeBytes = 0;
  await Promise.all(waiting);
  expect([begun, told.length]).toEqual([2, 2]);
  expect(told[1]).toEqual(['log', expect.stringContaining('has room again')]);
});

test('stops waiting when the process stops', async () => {
  const room = new DiskRoom({ dataDir, minFreeBytes: Number.MAX_SAFE_INTEGER });
  const stopping = new AbortController();
  const waiting = room.whenFree(stopping.signal);
  stopping.abort(new Error('stopping'));
  await expect(waiting).rejects.toThrow('stopping');
});
