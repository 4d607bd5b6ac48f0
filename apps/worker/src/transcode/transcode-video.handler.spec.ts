import type { Config } from '@app/config';
import type { TranscodeRepository, TranscriptionRepository, Video } from '@app/database';
import { MediaError } from '@app/media';
import { JobTimeoutError } from '@app/queue';
import { StorageError } from '@app/storage';
import { Logger } from '@nestjs/common';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TranscodeVideoHandler } from './transcode-video.handler.js';
import type { TranscodeService } from './transcode.service.js';

/** Which attempt ends how, and whether that costs the source one of its tries. */
const dataDir = mkdtempSync(join(tmpdir(), 'outreel-test-handler-'));
beforeAll(() => Logger.overrideLogger(false));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const video = { id: 'video', attempt: 3, tries: 1 } as Video;

/** Handles one ticket of work that ends with `failing`. @returns what the row was told */
async function toldAfter(
  failing: (signal: AbortSignal) => Promise<void>,
  { signal = new AbortController().signal, unheard = 0 } = {},
): Promise<string[]> {
  const told: string[] = [];
  const turns = [video];
  let left = unheard;
  const transcodes: Partial<TranscodeRepository> = {
    takeNext: async () => turns.pop() ?? null,
    markFailed: async (_id, _attempt, code) => told.push(`failed: ${code}`) > 0,
    releaseLease: async (_id, _attempt, _afterMs, isCounted) =>
      told.push(isCounted ? 'released, counted' : 'released') > 0,
    giveTryBack: async () => {
      if (left-- > 0) throw new Error('The database is away.');
      told.push('given back');
    },
  };
  const handler = new TranscodeVideoHandler(
    transcodes as TranscodeRepository,
    { run: ({ signal: stop }) => failing(stop) } as Pick<TranscodeService, 'run'> as TranscodeService,
    {} as TranscriptionRepository,
    { dataDir, workerConcurrency: 1 } as Config,
  );
  await handler.handle({ signal });
  return told;
}

const failWith = (error: Error) => () => Promise.reject(error);
const untilStopped = (signal: AbortSignal) =>
  new Promise<void>((_resolve, reject) => {
    const end = () => reject(signal.reason as Error);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });

test('a file that can never be a video fails at once', async () => {
  expect(await toldAfter(failWith(new MediaError('broken_container')))).toEqual(['failed: broken_container']);
});

test('work that breaks costs a try', async () => {
  expect(await toldAfter(failWith(new Error('ffmpeg was killed')))).toEqual(['released, counted']);
});

test('work whose time is up costs a try', async () => {
  const signal = AbortSignal.abort(new JobTimeoutError(1000));
  expect(await toldAfter(untilStopped, { signal })).toEqual(['released, counted']);
});

test('an orderly stop costs none', async () => {
  const signal = AbortSignal.abort(new Error('The process stops.'));
  expect(await toldAfter(untilStopped, { signal })).toEqual(['released']);
});

test('an outage of the storage costs none', async () => {
  expect(await toldAfter(failWith(new StorageError('unavailable', 'away')))).toEqual(['given back']);
});

test('an outage of the database costs none, and is told as soon as it hears', async () => {
  const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  expect(await toldAfter(failWith(refused), { unheard: 1 })).toEqual(['given back']);
});
