import type { Config } from '@app/config';
import type { LiveEncodingRepository, Upload, UploadRepository } from '@app/database';
import type { MediaTools, SourceFacts, StreamedLadder } from '@app/media';
import { Logger } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { EncodeLiveHandler } from './encode-live.handler.js';

let dataDir: string;
const bytes = 'all the bytes of a recording';
const rightHash = createHash('sha256').update(bytes).digest('hex');

beforeEach(() => {
  Logger.overrideLogger(false);
  dataDir = mkdtempSync(join(tmpdir(), 'outreel-test-live-'));
  mkdirSync(join(dataDir, 'uploads'));
  writeFileSync(join(dataDir, 'uploads', 'upload'), bytes);
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** Encodes an upload that ends with `sha256`. @returns what its row was told */
async function toldBy(sha256: string, encode: (source: Readable) => Promise<unknown>): Promise<string[]> {
  const told: string[] = [];
  let looks = 0;
  const row = { offsetBytes: bytes.length, lastPartAt: new Date(), sha256 };
  const uploads: Partial<UploadRepository> = {
    // Complete from the second look on: the first is for its beginning.
    find: async () => ({ ...row, completedAt: (looks += 1) > 1 ? new Date() : null }) as Upload,
  };
  const encodings: Partial<LiveEncodingRepository> = {
    claim: async () => true,
    renew: async () => true,
    finish: async () => told.push('finished') > 0,
    remove: async () => void told.push('removed'),
  };
  const media: Partial<MediaTools> = {
    probe: async () => ({ durationMs: 5000 }) as SourceFacts,
    encodeStream: async (source) => {
      await encode(source);
      return { renditions: [], isClean: true } satisfies StreamedLadder;
    },
  };
  const handler = new EncodeLiveHandler(
    uploads as UploadRepository,
    encodings as LiveEncodingRepository,
    media as MediaTools,
    { dataDir, liveEncodings: 1, silenceBeforeFinishMs: 60_000 } as Config,
  );
  await handler.handle({ uploadId: 'upload' }, { signal: new AbortController().signal });
  return told;
}

const leftBehind = () => readdirSync(join(dataDir, 'work'));

test('what was read whole and unaltered is kept for the video', async () => {
  expect(await toldBy(rightHash, buffer)).toEqual(['finished']);
  expect(leftBehind()).toHaveLength(1);
});

test('what was made of other bytes than those that are stored is thrown away', async () => {
  expect(await toldBy('0'.repeat(64), buffer)).toEqual(['removed']);
  expect(leftBehind()).toEqual([]);
});

test('an encoder that fails is given up without a word to the recording', async () => {
  expect(await toldBy(rightHash, () => Promise.reject(new Error('ffmpeg ended')))).toEqual(['removed']);
  expect(leftBehind()).toEqual([]);
});
