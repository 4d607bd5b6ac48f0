import { AppError } from '@app/contracts';
import { UploadRepository } from '@app/database';
import { FileStore } from '@tus/file-store';
import { Upload } from '@tus/server';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { FreeSpace } from './free-space.js';
import type { RunningHashes } from './running-hashes.js';
import type { UploadLocks } from './upload-locks.js';
import { currentUploadRequest } from './upload-request.js';

/** How long an upload that nobody continues is kept, ms: 7 days. */
export const uploadLifetimeMs = 7 * 24 * 60 * 60 * 1000;

/** What the store works with. */
export interface UploadFileStoreParts {
  /** Folder of the files, absolute. */
  folder: string;
  uploads: UploadRepository;
  locks: UploadLocks;
  hashes: RunningHashes;
  space: Pick<FreeSpace, 'assertLeft'>;
}

/** One request may bring a whole file: the disk is looked at again after this many bytes of it. */
const spaceCheckBytes = 32 * 1024 * 1024;

/**
 * Uploads as files named by their id. A part is acknowledged only after it is durable (fsync) and noted in the row; what is
 * known of an upload beside its bytes is the row, not a file beside it. The offset is the file's size.
 */
export class UploadFileStore extends FileStore {
  constructor(private readonly parts: UploadFileStoreParts) {
    super({
      directory: parts.folder,
      expirationPeriodInMilliseconds: uploadLifetimeMs,
      configstore: {
        get: (id) => this.findRow(id),
        set: async (id, { size }) => {
          if (size !== undefined) await parts.uploads.declareLength(id, size);
        },
        delete: (id) => parts.uploads.remove(id),
      },
    });
  }

  /** Makes the file and its name durable: an acknowledged creation survives a power cut. @throws no-space */
  override async create(upload: Upload): Promise<Upload> {
    const created = await super.create(upload).catch(asNoSpace);
    await Promise.all([syncPath(this.pathOf(upload.id)), syncPath(this.directory)]);
    return created;
  }

  /**
   * Appends what comes until the stream ends or breaks, and makes it durable either way: the bytes of a broken request are
   * what the client continues after.
   * @returns the new offset
   * @throws no-space
   */
  override write(readable: Readable, id: string, offset: number): Promise<number> {
    return this.parts.locks.whileHeld(id, async (isLost) => {
      const file = await open(this.pathOf(id), 'r+');
      let position = offset;
      let checkedAt = offset;
      try {
        for await (const chunk of readable) {
          if (isLost()) throw new Error('The lock of this upload was lost while writing.');
          position += await this.append(file, id, position, chunk as Buffer);
          if (position - checkedAt < spaceCheckBytes) continue;
          checkedAt = position;
          await this.parts.space.assertLeft();
        }
      } catch (error) {
        // Leaving the loop destroys the stream, and the library would tell of that instead of the reason.
        if (error instanceof AppError) currentUploadRequest().error = error;
        throw error;
      } finally {
        await file.datasync();
        await file.close();
        // An empty part says that the recorder is alive: a pause is not silence.
        if (!isLost()) await this.parts.uploads.recordPart(id, position);
      }
      return position;
    });
  }

  pathOf(id: string): string {
    return join(this.directory, id);
  }

  private async append(file: FileHandle, id: string, position: number, chunk: Buffer): Promise<number> {
    let done = 0;
    while (done < chunk.byteLength) {
      // oxlint-disable-next-line no-await-in-loop -- the kernel may take less than it was given
      const { bytesWritten } = await file
        .write(chunk, done, chunk.byteLength - done, position + done)
        .catch(asNoSpace);
      done += bytesWritten;
    }
    this.parts.hashes.update(id, position, chunk);
    return done;
  }

  private async findRow(id: string): Promise<Upload | undefined> {
    const row = await this.parts.uploads.find(id);
    if (!row) return undefined;
    return new Upload({
      id,
      size: row.lengthBytes ?? undefined,
      offset: row.offsetBytes,
      metadata: { videoId: row.videoId, run: String(row.run), filename: row.filename },
      creation_date: row.createdAt.toISOString(),
    });
  }
}

function asNoSpace(error: NodeJS.ErrnoException): never {
  throw error.code === 'ENOSPC' || error.code === 'EDQUOT' ? new AppError('no-space') : error;
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
