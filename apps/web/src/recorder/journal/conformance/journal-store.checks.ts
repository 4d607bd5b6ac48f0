/**
 * What every store of the journal must do, as checks that need no test runner: the same run against fakes in the unit
 * tests and against the real OPFS and IndexedDB in a real browser.
 */
import type { JournalStore } from '../journal-store';

/** A store that can crash. */
export interface StoreWorld {
  store: JournalStore;
  /** As a killed browser: everything open is gone, and another store looks at what is left. */
  crash(): Promise<JournalStore>;
}

/** One thing that a store must do. @throws Error when it does not */
export interface StoreCheck {
  name: string;
  check(world: StoreWorld): Promise<void>;
}

function same(actual: unknown, expected: unknown): void {
  const [one, other] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (one !== other) throw new Error(`Expected ${other}, got ${one}.`);
}

const bytesOf = (...values: number[]) => new Uint8Array(values);
const valuesOf = (bytes: Uint8Array) => [...bytes];
const blobValues = async (blob: Blob) => valuesOf(new Uint8Array(await blob.arrayBuffer()));

async function fails(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => false,
    () => true,
  );
}

/** Every check works on a store that is empty at first. */
export const storeChecks: readonly StoreCheck[] = [
  {
    name: 'gives back what was appended, from any place',
    check: async ({ store }) => {
      await store.open('a');
      await store.append('a', bytesOf(1, 2, 3));
      await store.append('a', bytesOf(4, 5));
      same(valuesOf(await store.read('a', 0, 5)), [1, 2, 3, 4, 5]);
      same(valuesOf(await store.read('a', 2, 4)), [3, 4]);
      same(valuesOf(await store.read('a', 3, 3)), []);
      same(await fails(store.read('a', 0, 6)), true);
    },
  },
  {
    name: 'keeps bytes and notes over a crash',
    check: async ({ store, crash }) => {
      await store.open('a');
      await store.note('a', 'first');
      await store.append('a', bytesOf(1, 2));
      await store.note('a', 'second');
      const next = await crash();
      same(await next.list(), [{ id: 'a', sizeBytes: 2, notes: ['first', 'second'] }]);
      same(await blobValues(await next.file('a')), [1, 2]);
    },
  },
  {
    name: 'goes on behind what a crash left',
    check: async ({ store, crash }) => {
      await store.open('a');
      await store.note('a', 'first');
      await store.append('a', bytesOf(1, 2));
      const next = await crash();
      await next.open('a');
      await next.append('a', bytesOf(3));
      await next.note('a', 'second');
      same(valuesOf(await next.read('a', 0, 3)), [1, 2, 3]);
      await next.close('a');
      same(await next.list(), [{ id: 'a', sizeBytes: 3, notes: ['first', 'second'] }]);
    },
  },
  {
    name: 'holds runs apart, whatever their names have in common',
    check: async ({ store }) => {
      for (const id of ['a', 'a-1', 'b']) {
        await store.open(id);
        await store.note(id, `of ${id}`);
      }
      await store.append('a', bytesOf(1));
      await store.append('a-1', bytesOf(2, 2));
      await store.close('a');
      await store.remove('a-1');
      await store.close('b');
      const runs = (await store.list()).toSorted((one, other) => one.id.localeCompare(other.id));
      same(runs, [
        { id: 'a', sizeBytes: 1, notes: ['of a'] },
        { id: 'b', sizeBytes: 0, notes: ['of b'] },
      ]);
    },
  },
  {
    name: 'deletes for good, twice as well, and begins anew under the same name',
    check: async ({ store }) => {
      await store.open('a');
      await store.append('a', bytesOf(1));
      await store.remove('a');
      await store.remove('a');
      same(await store.list(), []);
      await store.open('a');
      await store.note('a', 'again');
      await store.close('a');
      same(await store.list(), [{ id: 'a', sizeBytes: 0, notes: ['again'] }]);
    },
  },
  {
    name: 'takes large parts and reads over their seams',
    check: async ({ store }) => {
      await store.open('a');
      const part = Uint8Array.from({ length: 2_500_000 }, (_, index) => index % 251);
      await store.append('a', part);
      await store.append('a', part);
      const read = await store.read('a', 2_499_999, 2_500_001);
      same(valuesOf(read), [2_499_999 % 251, 0]);
      const middle = await store.read('a', 1_048_575, 3_600_000);
      same(
        middle.every((value, index) => value === ((1_048_575 + index) % 2_500_000) % 251),
        true,
      );
    },
  },
  {
    name: 'refuses to work on a run that is not open',
    check: async ({ store }) => {
      same(await fails(store.append('a', bytesOf(1))), true);
      same(await fails(store.note('a', 'x')), true);
      same(await store.list(), []);
    },
  },
];
