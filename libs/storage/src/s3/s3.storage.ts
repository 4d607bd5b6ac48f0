import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  type GetObjectCommandOutput,
  type HeadObjectCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { assertRange } from '../byte-range.js';
import type { S3StorageConfig } from '../storage-config.js';
import { isSystemError, toLocalFileError } from '../disk/disk-errors.js';
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
import { uploadStream } from './multipart-upload.js';
import { createS3Client } from './s3-client.js';
import { toS3Error } from './s3-errors.js';

const deletesAtOnce = 16;

/** {@link Storage} on one bucket of a store that speaks S3. */
export class S3Storage implements Storage {
  private readonly client: S3Client;
  private readonly bucket: string;

  /** @param config the bucket must exist */
  constructor(config: S3StorageConfig) {
    this.client = createS3Client(config);
    this.bucket = config.bucket;
  }

  async put(key: string, body: Buffer | Readable, options: PutOptions): Promise<StoredObject> {
    assertKey(key);
    const source = watchSource(Buffer.isBuffer(body) ? piecesOf(body) : body);
    try {
      const target = { Bucket: this.bucket, Key: key, ContentType: options.contentType };
      const cached = { ...target, CacheControl: options.cacheControl };
      const { etag, sizeBytes } = await uploadStream(this.client, cached, source.pieces);
      return { key, sizeBytes, contentType: options.contentType, etag };
    } catch (error) {
      throw source.errorOr(toS3Error(error, key));
    }
  }

  async putFile(key: string, localPath: string, options: PutOptions): Promise<StoredObject> {
    try {
      return await this.put(key, createReadStream(localPath, { highWaterMark: 1024 * 1024 }), options);
    } catch (error) {
      throw error instanceof StorageError ? error : toLocalFileError(error, localPath);
    }
  }

  async read(key: string, { range }: { range?: ByteRange } = {}): Promise<OpenedObject> {
    assertKey(key);
    if (range) assertRange(range);
    const Range = range && `bytes=${range.start}-${range.endInclusive ?? ''}`;
    const reply = await this.named(
      key,
      this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key, Range })),
    );
    if (!(reply.Body instanceof Readable)) {
      throw new StorageError('unavailable', `The store answered "${key}" without a body.`);
    }
    return { ...factsOf(key, reply), ...servedSpan(key, reply, range), stream: reply.Body };
  }

  async stat(key: string): Promise<StoredObject | null> {
    assertKey(key);
    try {
      return factsOf(
        key,
        await this.named(key, this.client.send(new HeadObjectCommand({ Bucket: this.bucket, Key: key }))),
      );
    } catch (error) {
      if (error instanceof StorageError && error.code === 'not-found') return null;
      throw error;
    }
  }

  async downloadTo(key: string, localPath: string): Promise<void> {
    const { stream } = await this.read(key);
    try {
      await pipeline(stream, createWriteStream(localPath));
    } catch (error) {
      await rm(localPath, { force: true });
      const isLocal = isSystemError(error) && (error.path === localPath || error.code === 'ENOSPC');
      throw isLocal ? toLocalFileError(error, localPath) : toS3Error(error, key);
    }
  }

  async deletePrefix(prefix: string): Promise<void> {
    assertPrefix(prefix, { allowAll: false });
    // One by one: DeleteObjects needs a checksum about which the SDK and several stores disagree.
    let batch: Promise<unknown>[] = [];
    for await (const { key } of this.list(prefix)) {
      batch.push(
        this.named(key, this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: key }))),
      );
      if (batch.length < deletesAtOnce) continue;
      await Promise.all(batch);
      batch = [];
    }
    await Promise.all(batch);
  }

  async *list(prefix: string): AsyncIterable<ListedObject> {
    assertPrefix(prefix, { allowAll: true });
    const pages = paginateListObjectsV2({ client: this.client }, { Bucket: this.bucket, Prefix: prefix });
    try {
      for await (const page of pages) {
        for (const { Key, Size, LastModified } of page.Contents ?? []) {
          if (Key !== undefined)
            yield { key: Key, sizeBytes: Size ?? 0, modifiedAt: LastModified ?? new Date(0) };
        }
      }
    } catch (error) {
      throw toS3Error(error, prefix);
    }
  }

  async check(): Promise<void> {
    try {
      await this.client.send(new HeadBucketCommand({ Bucket: this.bucket }));
    } catch (error) {
      const { code, message } = toS3Error(error, this.bucket);
      if (code !== 'not-found') throw new StorageError(code, message, { cause: error });
      throw new StorageError(
        'unavailable',
        `There is no bucket "${this.bucket}": make it, or set S3_BUCKET.`,
        {
          cause: error,
        },
      );
    }
  }

  async close(): Promise<void> {
    this.client.destroy();
  }

  private async named<T>(key: string, request: Promise<T>): Promise<T> {
    return request.catch((error: unknown) => {
      throw toS3Error(error, key);
    });
  }
}

function factsOf(key: string, reply: HeadObjectCommandOutput | GetObjectCommandOutput): StoredObject {
  // Of a span the store says both: `Content-Length: 10`, `Content-Range: bytes 0-9/500`.
  const wholeBytes = ('ContentRange' in reply && reply.ContentRange?.split('/')[1]) || reply.ContentLength;
  return {
    key,
    sizeBytes: Number(wholeBytes ?? 0),
    contentType: reply.ContentType ?? 'application/octet-stream',
    etag: reply.ETag ?? '',
  };
}

function servedSpan(key: string, { ContentRange }: GetObjectCommandOutput, range?: ByteRange) {
  if (!range) return {};
  const [, start, end] = /^bytes (\d+)-(\d+)\//.exec(ContentRange ?? '') ?? [];
  if (start === undefined || end === undefined) {
    throw new StorageError('unavailable', `The store ignored the range asked of "${key}".`);
  }
  return { range: { start: Number(start), endInclusive: Number(end) } };
}

async function* piecesOf(body: Buffer): AsyncGenerator<Uint8Array> {
  if (body.length > 0) yield body;
}
