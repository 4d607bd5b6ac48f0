import type { Upload } from '@app/database';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GrowingUpload, UploadSilentError } from './growing-upload.js';

let folder: string;
let path: string;
let row: Pick<Upload, 'offsetBytes' | 'completedAt' | 'lastPartAt'> | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outreel-growing-'));
  path = join(folder, 'upload');
  writeFileSync(path, '');
  row = { offsetBytes: 0, completedAt: null, lastPartAt: new Date() };
});

afterEach(() => rmSync(folder, { recursive: true }));

function open(silenceMs = 60_000) {
  const uploads = { find: async () => row as Upload | null };
  return new GrowingUpload(uploads, 'upload', path, silenceMs);
}

/** Bytes reach the file before they are acknowledged. */
function arrive(text: string, acknowledged: number, isLast = false): void {
  appendFileSync(path, text);
  row = { offsetBytes: acknowledged, completedAt: isLast ? new Date() : null, lastPartAt: new Date() };
}

async function readAll(upload: GrowingUpload, onChunk: (text: string) => void): Promise<string> {
  let all = '';
  for await (const chunk of upload.read(new AbortController().signal)) {
    all += chunk.toString();
    onChunk(all);
  }
  return all;
}

describe('GrowingUpload', () => {
  it('reads what was acknowledged, as it comes, to the end', async () => {
    const upload = open();
    const seen: string[] = [];
    arrive('abcdef', 3);
    const all = await readAll(upload, (soFar) => {
      seen.push(soFar);
      if (soFar === 'abc') arrive('ghi', 9, true);
    });
    expect([all, ...seen]).toEqual(['abcdefghi', 'abc', 'abcdefghi']);
    expect(upload.takenBytes).toBe(9);
    expect(upload.digest()).toBe(createHash('sha256').update('abcdefghi').digest('hex'));
  });

  it('gives up when nothing was heard of the sender, or the upload is gone', async () => {
    arrive('abc', 3);
    const silent = open(10);
    await expect(readAll(silent, () => undefined)).rejects.toThrow(UploadSilentError);
    row = null;
    await expect(readAll(open(), () => undefined)).rejects.toThrow(UploadSilentError);
  });

  it('stops waiting when it is told to', async () => {
    const stop = new AbortController();
    const reading = open().read(stop.signal).next();
    stop.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });
});
