import type { Readable } from 'node:stream';

/** A span of bytes, both ends included, as in RFC 9110 §14.1.2. Left open it runs to the last byte. */
export interface ByteRange {
  /** First byte, 0 … sizeBytes − 1. */
  start: number;
  /** Last byte, ≥ start; a value past the end is cut to the last byte. */
  endInclusive?: number;
}

/** What is said about the bytes when they are stored. */
export interface PutOptions {
  /** Media type, such as `video/mp4`. */
  contentType: string;
  /** Kept with the object where the store serves HTTP itself (S3); the disk has nobody to tell it to. */
  cacheControl?: string;
  /** The local file is never written to again: where it lies on the store's own disk no byte of it is copied. */
  isFinal?: boolean;
}

/** The facts about one stored object. */
export interface StoredObject {
  key: string;
  sizeBytes: number;
  contentType: string;
  /** Strong validator with its quotes (RFC 9110 §8.8.3): other bytes under this key have another one. */
  etag: string;
}

/** An object opened for reading. The caller consumes or destroys `stream`. */
export interface OpenedObject extends StoredObject {
  stream: Readable;
  /** The span that `stream` yields, when one was asked for; `sizeBytes` stays the size of the whole. */
  range?: Required<ByteRange>;
}

/** One line of a listing. */
export interface ListedObject {
  key: string;
  sizeBytes: number;
  modifiedAt: Date;
}

/**
 * The port. Keys are `/`-joined segments of letters, digits, `.`, `_`, `-` (see `storage-key.ts`); prefixes are
 * whole segments and end in `/`. A key that continues another key (`a/b` and `a/b/c`) is not portable: never do it.
 * Every method rejects with {@link StorageError}: `invalid-key` for a bad key, `unavailable` or `access-denied`
 * when the store cannot be used.
 */
export interface Storage {
  /**
   * Stores bytes under a key. Readers see the old object or the whole new one, never a part; when it resolves,
   * the bytes are durable. A stream that fails leaves nothing behind and its error is rethrown as it came.
   * @throws StorageError `no-space`
   */
  put(key: string, body: Buffer | Readable, options: PutOptions): Promise<StoredObject>;
  /**
   * Like {@link put}, from a file of this machine, which stays where it is.
   * @throws StorageError `no-space`, `local-file` (cannot be read)
   */
  putFile(key: string, localPath: string, options: PutOptions): Promise<StoredObject>;
  /**
   * Opens an object or a span of it.
   * @throws StorageError `not-found`, `invalid-range` (starts past the end, ends before it starts)
   */
  read(key: string, options?: { range?: ByteRange }): Promise<OpenedObject>;
  /** The facts about an object, or `null` when there is none. */
  stat(key: string): Promise<StoredObject | null>;
  /**
   * Writes an object to a file of this machine; on failure no file is left.
   * @throws StorageError `not-found`, `no-space`, `local-file` (cannot be written)
   */
  downloadTo(key: string, localPath: string): Promise<void>;
  /** Deletes everything below a prefix; deleting nothing is fine. */
  deletePrefix(prefix: string): Promise<void>;
  /** Everything below a prefix (`''`: everything), in no promised order. */
  list(prefix: string): AsyncIterable<ListedObject>;
  /** Proves that the store can be used: the root is writable, the bucket exists. For start-up and health. */
  check(): Promise<void>;
  /** Gives back connections. No other method may be called afterwards. */
  close(): Promise<void>;
}
