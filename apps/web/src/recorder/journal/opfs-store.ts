import type { JournalStore, StoredRun } from './journal-store';

interface OpenRun {
  bytes: FileSystemSyncAccessHandle;
  sizeBytes: number;
  notes: FileSystemSyncAccessHandle;
  notesBytes: number;
}

const bytesEnding = '.run';
const notesEnding = '.notes';
const newLine = '\n';

/**
 * Runs as two files each in the origin's private file system, written through sync access handles: a worker only.
 * Everything is flushed, so a killed browser and a power cut alike cost nothing that was acknowledged.
 */
export class OpfsStore implements JournalStore {
  private readonly runs = new Map<string, OpenRun>();

  /** @param folder of the journal alone */
  constructor(private readonly folder: FileSystemDirectoryHandle) {}

  async list(except: readonly string[] = []): Promise<StoredRun[]> {
    const names: string[] = [];
    for await (const name of this.folder.keys()) names.push(name);
    const ids = names
      .filter((name) => name.endsWith(notesEnding))
      .map((name) => name.slice(0, -notesEnding.length));
    const listed = ids.filter((id) => !except.includes(id));
    const runs = await Promise.all(listed.map((id) => this.look(id)));
    return runs.filter((run) => run !== null);
  }

  async open(id: string): Promise<void> {
    const [bytes, notes] = await Promise.all([this.take(id + bytesEnding), this.take(id + notesEnding)]);
    const text = textOf(await readAll(notes));
    // A note that was cut by a crash would swallow the next one.
    const notesBytes = new TextEncoder().encode(wholeLines(text)).byteLength;
    await notes.truncate(notesBytes);
    this.runs.set(id, { bytes, sizeBytes: await bytes.getSize(), notes, notesBytes });
  }

  async append(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const run = this.openRun(id);
    writeAll(run.bytes, bytes, run.sizeBytes);
    run.sizeBytes += bytes.byteLength;
    await run.bytes.flush();
  }

  async note(id: string, text: string): Promise<void> {
    const run = this.openRun(id);
    const line = new TextEncoder().encode(text + newLine);
    writeAll(run.notes, line, run.notesBytes);
    run.notesBytes += line.byteLength;
    await run.notes.flush();
  }

  async read(id: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    const into = new Uint8Array(to - from);
    const count = this.openRun(id).bytes.read(into, { at: from });
    if (count < into.byteLength) throw new Error(`Of ${into.byteLength} bytes ${count} could be read.`);
    return into;
  }

  async close(id: string): Promise<void> {
    const run = this.runs.get(id);
    this.runs.delete(id);
    await run?.bytes.close();
    await run?.notes.close();
  }

  async file(id: string): Promise<Blob> {
    const handle = await this.folder.getFileHandle(id + bytesEnding);
    return handle.getFile();
  }

  async remove(id: string): Promise<void> {
    await this.close(id);
    // The notes last: as long as they are there, a crash in between leaves something to delete again.
    for (const name of [id + bytesEnding, id + notesEnding])
      // oxlint-disable-next-line no-await-in-loop
      await this.folder.removeEntry(name).catch(ignoreMissing);
  }

  private async look(id: string): Promise<StoredRun | null> {
    try {
      const notes = await this.folder.getFileHandle(id + notesEnding);
      const text = await (await notes.getFile()).text();
      const { size } = await this.file(id);
      return { id, sizeBytes: size, notes: wholeLines(text).split(newLine).slice(0, -1) };
    } catch (error) {
      // Deleted by another tab since its name was read.
      ignoreMissing(error);
      return null;
    }
  }

  private async take(name: string): Promise<FileSystemSyncAccessHandle> {
    const handle = await this.folder.getFileHandle(name, { create: true });
    return handle.createSyncAccessHandle();
  }

  private openRun(id: string): OpenRun {
    const run = this.runs.get(id);
    if (!run) throw new Error(`Run ${id} is not open.`);
    return run;
  }
}

/** @throws DOMException `QuotaExceededError` when the file takes no more */
function writeAll(file: FileSystemSyncAccessHandle, bytes: Uint8Array, at: number): void {
  let done = 0;
  while (done < bytes.byteLength) {
    const written = file.write(bytes.subarray(done), { at: at + done });
    if (written === 0) throw new DOMException('The file takes no more bytes.', 'QuotaExceededError');
    done += written;
  }
}

async function readAll(file: FileSystemSyncAccessHandle): Promise<Uint8Array> {
  const bytes = new Uint8Array(await file.getSize());
  file.read(bytes, { at: 0 });
  return bytes;
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const wholeLines = (text: string): string => text.slice(0, text.lastIndexOf(newLine) + 1);

function ignoreMissing(error: unknown): void {
  if (!(error instanceof DOMException) || error.name !== 'NotFoundError') throw error;
}
