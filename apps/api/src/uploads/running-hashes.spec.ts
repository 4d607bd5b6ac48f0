import { array, assert as check, asyncProperty, boolean, tuple, uint8Array } from 'fast-check';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunningHashes } from './running-hashes.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outreel-hashes-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('the hash is that of the whole file, whichever parts passed through this process', async () => {
  const parts = array(tuple(uint8Array({ maxLength: 50 }), boolean()), { maxLength: 12 });
  await check(
    asyncProperty(parts, async (written) => {
      const hashes = new RunningHashes();
      let offset = 0;
      for (const [bytes, isSeen] of written) {
        if (isSeen) hashes.update('upload', offset, bytes);
        offset += bytes.byteLength;
      }
      const whole = Buffer.concat(written.map(([bytes]) => bytes));
      const path = join(folder, 'upload');
      await writeFile(path, whole);
      expect(await hashes.digest('upload', path, whole.byteLength)).toBe(
        createHash('sha256').update(whole).digest('hex'),
      );
    }),
    { numRuns: 60 },
  );
});

test('asking twice gives the same, and bytes may follow', async () => {
  const hashes = new RunningHashes();
  const path = join(folder, 'twice');
  await writeFile(path, 'abcd');
  hashes.update('twice', 0, Buffer.from('ab'));
  const early = await hashes.digest('twice', path, 2);
  expect(await hashes.digest('twice', path, 2)).toBe(early);
  hashes.update('twice', 2, Buffer.from('cd'));
  expect(await hashes.digest('twice', path, 4)).toBe(createHash('sha256').update('abcd').digest('hex'));
  expect(await hashes.digest('twice', path, 2)).toBe(early);
});
