import type { JournalAnswer, JournalCall, JournalKind, JournalReady } from './journal-messages';
import type { JournalStore, StoredRun } from './journal-store';

/** The part of a worker that is used. */
export interface JournalPort {
  postMessage(message: JournalCall, transfer: []): void;
  addEventListener(type: 'message', listen: (event: { data: JournalAnswer | JournalReady }) => void): void;
  addEventListener(type: 'error', listen: () => void): void;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** The journal's store, asked over messages. When its worker dies every call fails. */
export class WorkerJournal implements JournalStore {
  private readonly waiting = new Map<number, Waiting>();
  private calls = 0;
  private isBroken = false;
  /** Which store there is; null when nothing can be kept in this browser. */
  readonly kind: Promise<JournalKind | null>;

  constructor(private readonly port: JournalPort) {
    this.kind = new Promise((resolve) => {
      port.addEventListener('message', ({ data }) => {
        if ('kind' in data) resolve(data.kind);
        else this.settle(data);
      });
      port.addEventListener('error', () => {
        resolve(null);
        this.breakDown();
      });
    });
  }

  /** Its worker died: another one is needed. */
  get hasFailed(): boolean {
    return this.isBroken;
  }

  list(): Promise<StoredRun[]> {
    return this.call('list');
  }

  open(id: string): Promise<void> {
    return this.call('open', id);
  }

  append(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    return this.call('append', id, bytes);
  }

  note(id: string, text: string): Promise<void> {
    return this.call('note', id, text);
  }

  read(id: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.call('read', id, from, to);
  }

  close(id: string): Promise<void> {
    return this.call('close', id);
  }

  file(id: string): Promise<Blob> {
    return this.call('file', id);
  }

  remove(id: string): Promise<void> {
    return this.call('remove', id);
  }

  private call<Result>(method: keyof JournalStore, ...args: unknown[]): Promise<Result> {
    if (this.isBroken) return Promise.reject(brokenError());
    const call = (this.calls += 1);
    return new Promise<Result>((resolve, reject) => {
      this.waiting.set(call, { resolve: resolve as (result: unknown) => void, reject });
      this.port.postMessage({ call, method, args }, []);
    });
  }

  private settle(answer: JournalAnswer): void {
    const waiting = this.waiting.get(answer.call);
    this.waiting.delete(answer.call);
    if ('failure' in answer) {
      const { name, message } = answer.failure;
      waiting?.reject(Object.assign(new Error(message), { name }));
    } else waiting?.resolve(answer.result);
  }

  private breakDown(): void {
    this.isBroken = true;
    for (const { reject } of this.waiting.values()) reject(brokenError());
    this.waiting.clear();
  }
}

const brokenError = (): Error => new Error('The journal stopped working.');
