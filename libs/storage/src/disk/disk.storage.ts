import { constants } from 'node:fs';
import {
  access,
  copyFile,
  mkdir,
  open,
  readFile,
  readdir,
  rm,
  stat,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fitRange } from '../byte-range.js';
import type { DiskStorageConfig } from '../storage-config.js';
import { watchSource } from '../source-stream.js';
import { assertKey, assertPrefix } from '../storage-key.js';
import { StorageError } from '../storage.error.js';
import type {
  ByteRange,
  ListedObject,
  OpenedObject,
  PutOptions,
  Storage,
  StoredObject,
} from '../storage.port.js';
import { contentTypeOf } from './content-type.js';
import { isSystemError, toDiskError, toLocalFileError } from './disk-errors.js';
import { writeDurably } from './durable-write.js';
import { linkInstead } from './link-instead.js';

/** {@link Storage} on a folder. `.tmp` holds what is being written, `.types` the rare unusual media types. */
export class DiskStorage implements Storage {
  private readonly root: string;
  private readonly tmpDir: string;

  /** @param config `root` belongs to this storage alone */
  constructor({ root }: DiskStorageConfig) {
    this.root = root;
    this.tmpDir = join(root, '.tmp');
  }

  async put(key: string, body: Buffer | Readable, options: PutOptions): Promise<StoredObject> {
    if (Buffer.isBuffer(body)) return this.store(key, options, (file) => file.writeFile(body));
    const source = watchSource(body);
    const put = this.store(key, options, (file) => writeFile(file, source.pieces));
    return put.catch((error: unknown) => {
      throw source.errorOr(error);
    });
  }

  async putFile(key: string, localPath: string, options: PutOptions): Promise<StoredObject> {
    assertKey(key);
    await access(localPath, constants.R_OK).catch((error: unknown) => {
      throw toLocalFileError(error, localPath);
    });
    return this.store(key, options, async (_file, path) => {
      if (options.isFinal && (await linkInstead(localPath, path))) return;
      // A reflink where the file system has them, else a copy in the kernel.
      await copyFile(localPath, path, constants.COPYFILE_FICLONE);
    });
  }

  async read(key: string, { range }: { range?: ByteRange } = {}): Promise<OpenedObject> {
    const opened = await this.open(key);
    if (opened === null) throw new StorageError('not-found', `There is no object "${key}".`);
    const { file, object } = opened;
    try {
      if (object.sizeBytes === 0 && range === undefined) {
        await file.close();
        return { ...object, stream: Readable.from([]) };
      }
      const fitted = range && fitRange(range, object.sizeBytes);
      // Read from the open file: a replacement of the key in the meantime does not mix into the stream.
      const stream = file.createReadStream({ start: fitted?.start ?? 0, end: fitted?.endInclusive });
      return { ...object, stream, ...(fitted && { range: fitted }) };
    } catch (error) {
      await file.close();
      throw toDiskError(error, key);
    }
  }

  async stat(key: string): Promise<StoredObject | null> {
    const opened = await this.open(key);
    await opened?.file.close();
    return opened?.object ?? null;
  }

  async downloadTo(key: string, localPath: string): Promise<void> {
    if ((await this.stat(key)) === null) throw new StorageError('not-found', `There is no object "${key}".`);
    try {
      await copyFile(join(this.root, key), localPath, constants.COPYFILE_FICLONE);
    } catch (error) {
      await rm(localPath, { force: true });
      throw toLocalFileError(error, localPath);
    }
  }

  async deletePrefix(prefix: string): Promise<void> {
    assertPrefix(prefix, { allowAll: false });
    try {
      await rm(join(this.root, prefix), { recursive: true, force: true });
      await rm(join(this.root, '.types', prefix), { recursive: true, force: true });
    } catch (error) {
      throw toDiskError(error, prefix);
    }
  }

  async *list(prefix: string): AsyncIterable<ListedObject> {
    assertPrefix(prefix, { allowAll: true });
    for (const entry of await this.entriesOf(prefix)) {
      const key = `${prefix}${entry.name}`;
      if (entry.isDirectory()) {
        yield* this.list(`${key}/`);
        continue;
      }
      const facts = await stat(join(this.root, key)).catch(ignoreMissing);
      if (facts) yield { key, sizeBytes: facts.size, modifiedAt: facts.mtime };
    }
  }

  async check(): Promise<void> {
    try {
      await mkdir(this.tmpDir, { recursive: true });
      await access(this.tmpDir, constants.R_OK | constants.W_OK | constants.X_OK);
    } catch (error) {
      throw toDiskError(error, this.root);
    }
  }

  async close(): Promise<void> {
    // Nothing is held between calls.
  }

  private async store(
    key: string,
    { contentType }: PutOptions,
    fill: (file: FileHandle, path: string) => Promise<void>,
  ): Promise<StoredObject> {
    assertKey(key);
    try {
      await this.keepContentType(key, contentType);
      await writeDurably(this.tmpDir, join(this.root, key), fill);
      const facts = await stat(join(this.root, key), { bigint: true });
      return { key, sizeBytes: Number(facts.size), contentType, etag: etagOf(facts) };
    } catch (error) {
      throw toDiskError(error, key);
    }
  }

  /** Written before the bytes: a crash in between leaves the type of an object that is about to be put again. */
  private async keepContentType(key: string, contentType: string): Promise<void> {
    const sidecar = join(this.root, '.types', key);
    if (contentType === contentTypeOf(key)) await rm(sidecar, { force: true });
    else await writeDurably(this.tmpDir, sidecar, (file) => file.writeFile(contentType));
  }

  private async open(key: string): Promise<{ file: FileHandle; object: StoredObject } | null> {
    assertKey(key);
    let file: FileHandle | undefined;
    try {
      file = await open(join(this.root, key), 'r');
      const facts = await file.stat({ bigint: true });
      if (!facts.isFile()) {
        await file.close();
        return null;
      }
      const sidecar = await readFile(join(this.root, '.types', key), 'utf8').catch(ignoreMissing);
      const contentType = sidecar ?? contentTypeOf(key);
      return { file, object: { key, sizeBytes: Number(facts.size), contentType, etag: etagOf(facts) } };
    } catch (error) {
      await file?.close();
      if (isMissing(error)) return null;
      throw toDiskError(error, key);
    }
  }

  private async entriesOf(prefix: string) {
    try {
      const entries = await readdir(join(this.root, prefix), { withFileTypes: true });
      return entries.filter((entry) => !entry.name.startsWith('.'));
    } catch (error) {
      if (isMissing(error)) return [];
      throw toDiskError(error, prefix);
    }
  }
}

/** Files are only ever replaced by rename, so inode, time and size together change with every put. */
function etagOf({ ino, mtimeNs, size }: { ino: bigint; mtimeNs: bigint; size: bigint }): string {
  return `"${ino.toString(36)}-${mtimeNs.toString(36)}-${size.toString(36)}"`;
}

function isMissing(error: unknown): boolean {
  return isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function ignoreMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
  return undefined;
}
