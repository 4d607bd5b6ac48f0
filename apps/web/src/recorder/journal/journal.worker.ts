/** Keeps the journal: chooses the store that this browser can offer, and answers one call after the other. */
/// <reference lib="webworker" />
import { HeldStore } from './held-store';
import { IndexedDbStore } from './indexed-db-store';
import type { JournalAnswer, JournalCall, JournalKind, JournalReady } from './journal-messages';
import type { JournalStore } from './journal-store';
import { OpfsStore } from './opfs-store';

const name = 'outreel-journal';

async function openOpfs(): Promise<JournalStore> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(name, { create: true });
  const store = new OpfsStore(folder);
  // Private windows offer the folder and refuse the handle: only a try tells. One name for each tab's try.
  const probe = `probe-${crypto.randomUUID()}`;
  await store.open(probe);
  await store.remove(probe);
  return store;
}

async function choose(): Promise<{ store: JournalStore; kind: JournalKind }> {
  try {
    return { store: await openOpfs(), kind: 'opfs' };
  } catch {
    // Missing or forbidden, in as many ways as there are browsers: the other store is the answer to all of them.
    return { store: await IndexedDbStore.create(name), kind: 'indexed-db' };
  }
}

async function answer(store: JournalStore, { call, method, args }: JournalCall): Promise<JournalAnswer> {
  try {
    const work = store[method] as (...args: unknown[]) => Promise<unknown>;
    return { call, result: await work.apply(store, args) };
  } catch (error) {
    const { name: kind, message } = error as Error;
    return { call, failure: { name: kind, message } };
  }
}

const ready = choose().then(
  ({ store, kind }) => {
    postMessage({ kind } satisfies JournalReady);
    return new HeldStore(store, navigator.locks);
  },
  () => {
    postMessage({ kind: null } satisfies JournalReady);
    return null;
  },
);

let queue: Promise<unknown> = ready;
globalThis.addEventListener('message', ({ data }: MessageEvent<JournalCall>) => {
  queue = queue.then(async () => {
    const store = await ready;
    if (!store) return;
    const message = await answer(store, data);
    // Bytes that were read are handed over, not copied.
    const { result } = message as { result?: unknown };
    postMessage(message, result instanceof Uint8Array ? [result.buffer] : []);
  });
});
