import type { FileHandle } from 'node:fs/promises';

const windowBytes = 256 * 1024;

/** Reads small pieces of a large file through one sliding buffer, so that walking 2 GiB needs 256 KiB of memory. */
export class FileWindow {
  #buffer = Buffer.alloc(windowBytes);
  #start = 0;
  #filled = 0;

  /**
   * @param file open for reading; stays the caller's
   * @param sizeBytes size of the file
   */
  constructor(
    private readonly file: FileHandle,
    readonly sizeBytes: number,
  ) {}

  /** @returns up to `length` bytes (≤ 64 KiB) at `offset`; fewer at the end of the file */
  async read(offset: number, length: number): Promise<Buffer> {
    if (offset < this.#start || offset + length > this.#start + this.#filled) await this.#fill(offset);
    const from = offset - this.#start;
    return this.#buffer.subarray(from, Math.min(from + length, this.#filled));
  }

  async #fill(offset: number): Promise<void> {
    this.#start = offset;
    this.#filled = 0;
    while (this.#filled < windowBytes) {
      const { bytesRead } = await this.file.read(
        this.#buffer,
        this.#filled,
        windowBytes - this.#filled,
        offset + this.#filled,
      );
      if (bytesRead === 0) return;
      this.#filled += bytesRead;
    }
  }
}
