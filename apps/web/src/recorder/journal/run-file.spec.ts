import * as fc from 'fast-check';
import { FakeDirectory } from './conformance/fake-directory';
import type { JournalStore } from './journal-store';
import { OpfsStore } from './opfs-store';
import { JournalRunFile } from './run-file';

const bytesOf = (length: number, seed: number) =>
  Uint8Array.from({ length }, (_, index) => (seed * 37 + index) % 256);
const turn = () => new Promise((resolve) => setImmediate(resolve));

async function setUp(failsAt = Infinity) {
  const folder = new FakeDirectory();
  const store = new OpfsStore(folder.asHandle());
  await store.open('run');
  let writes = 0;
  const append: JournalStore['append'] = async (id, bytes) => {
    await turn();
    if (++writes > failsAt) throw new DOMException('full', 'QuotaExceededError');
    await store.append(id, bytes);
  };
  const troubles: unknown[] = [];
  const failing = Object.assign(Object.create(store) as JournalStore, { append });
  const file = new JournalRunFile(failing, 'run', 0, (error) => troubles.push(error));
  return { folder, store, file, troubles };
}

describe('JournalRunFile', () => {
  it('gives back every byte in order, whenever the journal fails', async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 0, max: 8 }), async (lengths, failsAt) => {
        const { file, troubles } = await setUp(failsAt);
        let whole = Buffer.alloc(0);
        for (const [index, length] of lengths.entries()) {
          const bytes = bytesOf(length, index);
          file.append(bytes);
          whole = Buffer.concat([whole, bytes]);
          if (index % 3 === 0) await turn();
          const kept = file.keptBytes;
          expect(whole.subarray(0, kept).equals(await file.read(0, kept))).toBe(true);
        }
        while (file.keptBytes < file.sizeBytes) await turn();
        expect(whole.equals(await file.read(0, file.sizeBytes))).toBe(true);
        expect(whole.equals(new Uint8Array(await (await file.blob()).arrayBuffer()))).toBe(true);
        const middle = Math.floor(whole.length / 2);
        expect(whole.subarray(middle).equals(await file.read(middle, file.sizeBytes))).toBe(true);
        expect(troubles.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 40 },
    );
  });

  it('offers nothing to be sent that is not flushed in the journal', async () => {
    const { file, folder } = await setUp();
    const flushedBytes = () => folder.files.get('run.run')?.flushed.byteLength ?? 0;
    for (let part = 0; part < 20; part += 1) {
      file.append(bytesOf(100, part));
      expect(file.keptBytes).toBeLessThanOrEqual(flushedBytes());
      await turn();
    }
    while (file.keptBytes < 2000) await turn();
    expect(flushedBytes()).toBe(2000);
  });

  it('flushes once for all that came meanwhile', async () => {
    const { file, store } = await setUp();
    let flushes = 0;
    const append = store.append.bind(store);
    store.append = async (id, bytes) => {
      flushes += 1;
      await append(id, bytes);
    };
    for (let part = 0; part < 100; part += 1) file.append(bytesOf(10, part));
    while (file.keptBytes < 1000) await turn();
    expect(flushes).toBe(2);
  });

  it('says once that the journal failed, and keeps the rest in memory', async () => {
    const { file, troubles } = await setUp(1);
    file.append(bytesOf(10, 1));
    await turn();
    await turn();
    file.append(bytesOf(10, 2));
    file.append(bytesOf(10, 3));
    while (file.keptBytes < 30) await turn();
    expect(troubles).toMatchObject([{ name: 'QuotaExceededError' }]);
    await file.note('is lost, quietly');
    expect((await file.blob()).size).toBe(30);
  });
});
