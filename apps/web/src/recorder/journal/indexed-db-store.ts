import type { JournalStore, StoredRun } from './journal-store';

const pieces = 'pieces';
const notes = 'notes';
/** A read asks for the pieces that begin in front of its first byte as well; no piece is longer. */
const longestPieceBytes = 1024 * 1024;

interface OpenRun {
  sizeBytes: number;
  noteCount: number;
}

/** Runs in IndexedDB, for browsers without OPFS or its sync handles. Keys are `[run, first byte]` and `[run, number]`. */
export class IndexedDbStore implements JournalStore {
  private readonly runs = new Map<string, OpenRun>();

  private constructor(private readonly database: IDBDatabase) {}

  /** Opens the database. @throws DOMException where it may not be used (private windows of some browsers) */
  static async create(name: string): Promise<IndexedDbStore> {
    const opening = indexedDB.open(name, 1);
    opening.addEventListener('upgradeneeded', () => {
      opening.result.createObjectStore(pieces);
      opening.result.createObjectStore(notes);
    });
    return new IndexedDbStore(await settled(opening));
  }

  async list(except: readonly string[] = []): Promise<StoredRun[]> {
    const keys = (await settled(this.look(notes).getAllKeys())) as [string, number][];
    const ids = [...new Set(keys.map(([id]) => id))].filter((id) => !except.includes(id));
    return Promise.all(
      ids.map(async (id) => ({
        id,
        sizeBytes: await this.sizeOf(id),
        notes: (await settled(this.look(notes).getAll(ofRun(id)))) as string[],
      })),
    );
  }

  async open(id: string): Promise<void> {
    const noteCount = await settled(this.look(notes).count(ofRun(id)));
    this.runs.set(id, { sizeBytes: await this.sizeOf(id), noteCount });
  }

  async append(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const run = this.openRun(id);
    await this.change((store) => {
      for (let done = 0; done < bytes.byteLength; done += longestPieceBytes)
        store(pieces).put(bytes.slice(done, done + longestPieceBytes).buffer, [id, run.sizeBytes + done]);
    });
    run.sizeBytes += bytes.byteLength;
  }

  async note(id: string, text: string): Promise<void> {
    const run = this.openRun(id);
    await this.change((store) => void store(notes).put(text, [id, run.noteCount]));
    run.noteCount += 1;
  }

  async read(id: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    this.openRun(id);
    const into = new Uint8Array(to - from);
    const range = IDBKeyRange.bound([id, Math.max(0, from - longestPieceBytes)], [id, to], false, true);
    const store = this.look(pieces);
    const [keys, values] = await Promise.all([
      settled(store.getAllKeys(range)),
      settled(store.getAll(range)),
    ]);
    let count = 0;
    for (const [index, buffer] of (values as ArrayBuffer[]).entries()) {
      const [, start] = keys[index] as [string, number];
      const part = new Uint8Array(buffer).subarray(Math.max(0, from - start), Math.max(0, to - start));
      into.set(part, Math.max(0, start - from));
      count += part.byteLength;
    }
    if (count < into.byteLength) throw new Error(`Of ${into.byteLength} bytes ${count} could be read.`);
    return into;
  }

  async close(id: string): Promise<void> {
    this.runs.delete(id);
  }

  async file(id: string): Promise<Blob> {
    const parts: Blob[] = [];
    for (const key of await settled(this.look(pieces).getAllKeys(ofRun(id))))
      // One after the other: the browser moves each finished Blob out of memory.
      // oxlint-disable-next-line no-await-in-loop
      parts.push(new Blob([(await settled(this.look(pieces).get(key))) as ArrayBuffer]));
    return new Blob(parts);
  }

  async remove(id: string): Promise<void> {
    this.runs.delete(id);
    await this.change((store) => {
      store(pieces).delete(ofRun(id));
      store(notes).delete(ofRun(id));
    });
  }

  private async sizeOf(id: string): Promise<number> {
    const last = await settled(this.look(pieces).openCursor(ofRun(id), 'prev'));
    if (!last) return 0;
    const [, start] = last.key as [string, number];
    return start + (last.value as ArrayBuffer).byteLength;
  }

  private openRun(id: string): OpenRun {
    const run = this.runs.get(id);
    if (!run) throw new Error(`Run ${id} is not open.`);
    return run;
  }

  private look(name: string): IDBObjectStore {
    return this.database.transaction(name).objectStore(name);
  }

  /** Resolves when the change is on the disk. */
  private change(act: (store: (name: string) => IDBObjectStore) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const change = this.database.transaction([pieces, notes], 'readwrite', { durability: 'strict' });
      change.addEventListener('complete', () => resolve());
      change.addEventListener('abort', () => reject(change.error ?? new Error('The change was given up.')));
      act((name) => change.objectStore(name));
    });
  }
}

const ofRun = (id: string): IDBKeyRange => IDBKeyRange.bound([id, 0], [id, Number.POSITIVE_INFINITY]);

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('The request failed.')));
  });
}
