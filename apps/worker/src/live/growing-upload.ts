import type { Upload, UploadRepository } from '@app/database';
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** Pause between two looks at the file, which cost next to nothing, ms. */
const lookEveryMs = 50;
/** An upload may end without another byte: its row is asked this often although the file does not grow, ms. */
const askEveryMs = 250;
const chunkBytes = 256 * 1024;

/** The upload stopped growing, or is there no more. */
export class UploadSilentError extends Error {
  constructor() {
    super('Nothing arrives of this upload any more.');
  }
}

/** An upload that is read while it grows: only what was acknowledged, which never changes. */
export class GrowingUpload {
  private taken = 0;
  private readonly hash = createHash('sha256');

  /**
   * @param path of its file
   * @param silenceMs gives up when nothing was heard of the sender for so long
   */
  constructor(
    private readonly uploads: Pick<UploadRepository, 'find'>,
    private readonly uploadId: string,
    readonly path: string,
    private readonly silenceMs: number,
  ) {}

  /** Bytes that were read so far. */
  get takenBytes(): number {
    return this.taken;
  }

  /** @throws UploadSilentError */
  async look(): Promise<Upload> {
    const upload = await this.uploads.find(this.uploadId);
    if (!upload) throw new UploadSilentError();
    const isSilent = upload.lastPartAt.getTime() < Date.now() - this.silenceMs;
    if (upload.completedAt === null && isSilent) throw new UploadSilentError();
    return upload;
  }

  /**
   * Its bytes from the first to the last, as they come.
   * @throws UploadSilentError, the signal's reason
   */
  async *read(signal: AbortSignal): AsyncGenerator<Buffer> {
    const file = await open(this.path, 'r');
    try {
      for (;;) {
        // oxlint-disable-next-line no-await-in-loop
        const { offsetBytes, completedAt } = await this.look();
        while (this.taken < offsetBytes) {
          const length = Math.min(chunkBytes, offsetBytes - this.taken);
          // oxlint-disable-next-line no-await-in-loop
          const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, this.taken);
          if (bytesRead === 0) throw new UploadSilentError();
          const chunk = buffer.subarray(0, bytesRead);
          this.taken += bytesRead;
          this.hash.update(chunk);
          yield chunk;
        }
        if (completedAt !== null) return;
        // oxlint-disable-next-line no-await-in-loop
        await this.untilNews(file, signal);
      }
    } finally {
      await file.close();
    }
  }

  /** Bytes reach the file a moment before they are acknowledged. */
  private async untilNews(file: FileHandle, signal: AbortSignal): Promise<void> {
    for (let waitedMs = 0; waitedMs < askEveryMs; waitedMs += lookEveryMs) {
      // oxlint-disable-next-line no-await-in-loop
      await pause(lookEveryMs, undefined, { signal });
      // oxlint-disable-next-line no-await-in-loop
      if ((await file.stat()).size > this.taken) return;
    }
  }

  /** SHA-256 (hex) of everything that was read; ends the reading. */
  digest(): string {
    return this.hash.digest('hex');
  }
}
