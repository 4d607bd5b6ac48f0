/** A folder of the origin's private file system in memory, with the exclusive sync handles of the real one. */

interface FakeFile {
  bytes: Uint8Array<ArrayBuffer>;
  /** Bytes that were flushed: all that a power cut leaves. */
  flushed: Uint8Array<ArrayBuffer>;
  isOpen: boolean;
}

/** Stands for a `FileSystemDirectoryHandle`. */
export class FakeDirectory {
  readonly files = new Map<string, FakeFile>();
  /** Bytes that all files together may have. */
  quotaBytes = Infinity;

  /** As after a crash: every handle is closed, and what was not flushed is gone. */
  crash(): FakeDirectory {
    const next = new FakeDirectory();
    for (const [name, { flushed }] of this.files)
      next.files.set(name, { bytes: flushed.slice(), flushed: flushed.slice(), isOpen: false });
    return next;
  }

  /** This folder as the browser's type. */
  asHandle(): FileSystemDirectoryHandle {
    return this as unknown as FileSystemDirectoryHandle;
  }

  async *keys(): AsyncGenerator<string> {
    yield* this.files.keys();
  }

  async getFileHandle(name: string, { create = false } = {}) {
    if (create && !this.files.has(name))
      this.files.set(name, { bytes: new Uint8Array(), flushed: new Uint8Array(), isOpen: false });
    const file = this.files.get(name);
    if (!file) throw new DOMException(name, 'NotFoundError');
    return {
      getFile: async () => new File([file.bytes], name),
      createSyncAccessHandle: async () => this.openFile(file),
    };
  }

  async removeEntry(name: string): Promise<void> {
    if (!this.files.delete(name)) throw new DOMException(name, 'NotFoundError');
  }

  private openFile(file: FakeFile) {
    if (file.isOpen) throw new DOMException('open', 'NoModificationAllowedError');
    file.isOpen = true;
    return {
      getSize: () => file.bytes.byteLength,
      read: (into: Uint8Array, { at }: { at: number }) => {
        const part = file.bytes.subarray(at, at + into.byteLength);
        into.set(part);
        return part.byteLength;
      },
      write: (bytes: Uint8Array, { at }: { at: number }) => this.write(file, bytes, at),
      truncate: (size: number) => void (file.bytes = file.bytes.slice(0, size)),
      flush: () => void (file.flushed = file.bytes.slice()),
      close: () => void (file.isOpen = false),
    };
  }

  private write(file: FakeFile, bytes: Uint8Array, at: number): number {
    const used = [...this.files.values()].reduce((sum, each) => sum + each.bytes.byteLength, 0);
    const count = Math.max(0, Math.min(bytes.byteLength, this.quotaBytes - used));
    const whole = new Uint8Array(Math.max(file.bytes.byteLength, at + count));
    whole.set(file.bytes);
    whole.set(bytes.subarray(0, count), at);
    file.bytes = whole;
    return count;
  }
}
