/**
 * The bytes of one run on their way to the server. They may be sent as soon as they are kept; they are let go only
 * when the server has published them, because an upload that it lost is sent again from the first byte.
 */
import type { JournalStore } from './journal-store';
import { RunBytes } from './run-bytes';

/** What an uploader reads from. */
export interface RunFile {
  /** How many bytes were appended. */
  readonly sizeBytes: number;
  /** How many of them are kept as well as they can be, and may be sent. */
  readonly keptBytes: number;
  /** Called whenever {@link keptBytes} has grown. */
  onKept: () => void;
  /** Adds bytes at the end. @param bytes copied, so that the caller may reuse its buffer */
  append(bytes: Uint8Array): void;
  /** 0 ≤ from ≤ to ≤ {@link keptBytes} */
  read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>>;
  /** Everything, as a file to keep by hand or to play. */
  blob(): Promise<Blob>;
}

/** A run in memory alone: where nothing can be kept on the device. */
export class MemoryRunFile implements RunFile {
  private readonly bytes = new RunBytes();
  onKept = (): void => undefined;

  get sizeBytes(): number {
    return this.bytes.sizeBytes;
  }

  get keptBytes(): number {
    return this.bytes.sizeBytes;
  }

  append(bytes: Uint8Array): void {
    this.bytes.append(bytes);
    this.onKept();
  }

  async read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.bytes.slice(from, to).arrayBuffer());
  }

  async blob(): Promise<Blob> {
    return this.bytes.slice(0, this.sizeBytes);
  }
}

/** So much of a file is taken into memory at a time while it is put together. */
const pieceBytes = 4 * 1024 * 1024;

/** A run in the journal. When that takes no more, the rest is kept in memory. */
export class JournalRunFile implements RunFile {
  private kept: number;
  private pending: Uint8Array<ArrayBuffer>[] = [];
  private pendingBytes = 0;
  /** What the journal did not take, from the byte {@link kept} on. */
  private overflow: RunBytes | null = null;
  private isOpen = true;
  private writing: Promise<void> = Promise.resolve();
  onKept = (): void => undefined;

  /**
   * @param id of a run that is open in the store
   * @param sizeBytes what lies there already
   * @param onTrouble the journal failed; told once
   */
  constructor(
    private readonly store: JournalStore,
    readonly id: string,
    sizeBytes: number,
    private readonly onTrouble: (error: unknown) => void,
  ) {
    this.kept = sizeBytes;
  }

  get sizeBytes(): number {
    return this.kept + this.pendingBytes + (this.overflow?.sizeBytes ?? 0);
  }

  get keptBytes(): number {
    return this.overflow ? this.sizeBytes : this.kept;
  }

  append(bytes: Uint8Array): void {
    if (bytes.byteLength === 0) return;
    if (this.overflow) {
      this.overflow.append(bytes);
      this.onKept();
      return;
    }
    const isIdle = this.pendingBytes === 0;
    this.pending.push(new Uint8Array(bytes));
    this.pendingBytes += bytes.byteLength;
    // What comes while a write is on its way goes with the next one: one flush for all of it.
    if (isIdle) this.writing = this.write();
  }

  /** Adds a note after the bytes that were appended before it; lost with a journal that failed. */
  async note(text: string): Promise<void> {
    await this.writing;
    if (this.overflow || !this.isOpen) return;
    await this.store.note(this.id, text).catch((error: unknown) => this.overflowBy(error));
  }

  async read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    if (to <= this.kept) return this.store.read(this.id, from, to);
    const into = new Uint8Array(to - from);
    const kept = from < this.kept ? await this.store.read(this.id, from, this.kept) : new Uint8Array();
    const rest = this.overflow?.slice(Math.max(0, from - this.kept), to - this.kept) ?? new Blob();
    into.set(kept);
    into.set(new Uint8Array(await rest.arrayBuffer()), kept.byteLength);
    return into;
  }

  async blob(): Promise<Blob> {
    await this.writing;
    const parts: Blob[] = [];
    if (!this.isOpen) parts.push(await this.store.file(this.id));
    else
      for (let from = 0; from < this.kept; from += pieceBytes)
        // oxlint-disable-next-line no-await-in-loop -- one piece in memory at a time
        parts.push(new Blob([await this.store.read(this.id, from, Math.min(this.kept, from + pieceBytes))]));
    if (this.overflow) parts.push(this.overflow.slice(0, this.overflow.sizeBytes));
    return new Blob(parts);
  }

  /** Lets go of the run in the journal: it stays, and may be taken up again. */
  async close(): Promise<void> {
    await this.writing;
    if (!this.isOpen) return;
    this.isOpen = false;
    await this.store.close(this.id);
  }

  /** Deletes the run from the journal. */
  async remove(): Promise<void> {
    await this.writing;
    this.isOpen = false;
    await this.store.remove(this.id);
  }

  private async write(): Promise<void> {
    while (this.pending.length > 0 && !this.overflow) {
      const parts = this.pending;
      this.pending = [];
      const batch = joined(parts);
      try {
        // oxlint-disable-next-line no-await-in-loop -- in order
        await this.store.append(this.id, batch);
        this.kept += batch.byteLength;
        this.pendingBytes -= batch.byteLength;
        this.onKept();
      } catch (error) {
        this.pending.unshift(batch);
        this.overflowBy(error);
      }
    }
  }

  private overflowBy(error: unknown): void {
    if (this.overflow) return;
    this.overflow = new RunBytes();
    for (const bytes of this.pending) this.overflow.append(bytes);
    this.pending = [];
    this.pendingBytes = 0;
    this.onTrouble(error);
    this.onKept();
  }
}

function joined(parts: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const whole = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
