/**
 * The port of the journal: where recording runs are kept on this device until the server has them. Per run its bytes
 * and a list of notes (short texts), both only ever added to, so that a crash at any moment leaves a valid beginning.
 * Two adapters (OPFS, IndexedDB), one conformance suite. A store knows nothing of what the notes say.
 */

/** A run as it lies in a store. */
export interface StoredRun {
  id: string;
  sizeBytes: number;
  /** In the order in which they were written. */
  notes: string[];
}

/** Keeps runs. Calls for one run are made one after the other. */
export interface JournalStore {
  /** @param except ids that are not looked at: other tabs write to them. @returns in no particular order */
  list(except?: readonly string[]): Promise<StoredRun[]>;
  /** Makes a run, or takes up one that is kept. @param id letters, digits and `-` */
  open(id: string): Promise<void>;
  /** Adds bytes at the end of an open run; they survive a crash as soon as this resolves. @throws DOMException `QuotaExceededError` */
  append(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Adds a note to an open run. @param text one line */
  note(id: string, text: string): Promise<void>;
  /** Bytes of an open run, 0 ≤ from ≤ to ≤ its size. */
  read(id: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>>;
  /** Lets go of a run; it stays. */
  close(id: string): Promise<void>;
  /** All bytes of a closed run, without taking them into memory. */
  file(id: string): Promise<Blob>;
  /** Deletes a run, open or not; deleting what is not there changes nothing. */
  remove(id: string): Promise<void>;
}
