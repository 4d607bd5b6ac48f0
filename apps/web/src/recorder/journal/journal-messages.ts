import type { JournalStore } from './journal-store';

/** Which store the worker found. */
export type JournalKind = 'opfs' | 'indexed-db';

/** Asks the worker for one method of its store. */
export interface JournalCall {
  call: number;
  method: keyof JournalStore;
  args: unknown[];
}

/** First message of the worker; `null` when nothing can be kept here. */
export interface JournalReady {
  kind: JournalKind | null;
}

/** The answer to a {@link JournalCall}. */
export type JournalAnswer =
  | { call: number; result: unknown }
  | { call: number; failure: { name: string; message: string } };
