import type { JournalStore, StoredRun } from './journal-store';

/** The part of the Web Locks that is used. */
export interface Locks {
  request(
    name: string,
    options: { ifAvailable: boolean },
    whileHeld: (lock: unknown) => Promise<void>,
  ): Promise<unknown>;
  query(): Promise<{ held?: { name?: string }[] }>;
}

const prefix = 'outreel-journal-';

/** Name of the error of {@link HeldStore.open} for a run that another tab writes to. */
export const heldElsewhere = 'HeldElsewhereError';

/**
 * A store whose open runs are locked over all tabs: a run that a living tab writes to is neither listed nor opened
 * by another. The lock ends with the tab, however it ends.
 */
export class HeldStore implements JournalStore {
  private readonly held = new Map<string, () => void>();

  constructor(
    private readonly store: JournalStore,
    private readonly locks: Locks,
  ) {}

  async list(): Promise<StoredRun[]> {
    const { held = [] } = await this.locks.query();
    const names = held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : []));
    return this.store.list(names);
  }

  /** @throws Error named {@link heldElsewhere} */
  async open(id: string): Promise<void> {
    await this.hold(id);
    try {
      await this.store.open(id);
    } catch (error) {
      this.letGo(id);
      throw error;
    }
  }

  append(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    return this.store.append(id, bytes);
  }

  note(id: string, text: string): Promise<void> {
    return this.store.note(id, text);
  }

  read(id: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.store.read(id, from, to);
  }

  file(id: string): Promise<Blob> {
    return this.store.file(id);
  }

  async close(id: string): Promise<void> {
    await this.store.close(id);
    this.letGo(id);
  }

  async remove(id: string): Promise<void> {
    await this.store.remove(id);
    this.letGo(id);
  }

  private letGo(id: string): void {
    this.held.get(id)?.();
    this.held.delete(id);
  }

  private hold(id: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.locks
        .request(prefix + id, { ifAvailable: true }, (lock) => {
          if (lock === null) {
            reject(
              Object.assign(new Error('Another tab works with this recording.'), { name: heldElsewhere }),
            );
            return Promise.resolve();
          }
          return new Promise<void>((end) => {
            this.held.set(id, end);
            resolve();
          });
        })
        .catch(reject);
    });
  }
}
