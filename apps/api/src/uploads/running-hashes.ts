import { type Hash, createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

interface Running {
  hash: Hash;
  /** How many bytes of the file are in the hash. */
  offset: number;
}

/** Most uploads whose hash is kept at a time; the hash of one more begins anew when it is needed. */
const maxKept = 1000;

/**
 * SHA-256 of uploads while their bytes pass. The file is the truth: a hash that missed bytes (they went to another process, or
 * this one was restarted) is caught up by reading them.
 */
export class RunningHashes {
  private readonly running = new Map<string, Running>();

  /** Takes in bytes that were written at `offset`; ignored unless they follow what is in the hash already. */
  update(id: string, offset: number, bytes: Uint8Array): void {
    const entry = this.entryOf(id);
    if (entry.offset !== offset) return;
    entry.hash.update(bytes);
    entry.offset += bytes.byteLength;
  }

  /**
   * SHA-256 (hex) of the first `sizeBytes` bytes of the file.
   * @param path the upload's file, at least `sizeBytes` long
   */
  async digest(id: string, path: string, sizeBytes: number): Promise<string> {
    const known = this.running.get(id);
    const isUsable = known !== undefined && known.offset <= sizeBytes;
    const hash = isUsable ? known.hash.copy() : createHash('sha256');
    const from = isUsable ? known.offset : 0;
    if (from < sizeBytes)
      for await (const chunk of createReadStream(path, { start: from, end: sizeBytes - 1 }))
        hash.update(chunk as Buffer);
    return hash.digest('hex');
  }

  forget(id: string): void {
    this.running.delete(id);
  }

  private entryOf(id: string): Running {
    const entry = this.running.get(id) ?? { hash: createHash('sha256'), offset: 0 };
    // Last used stands last: the first is the one to drop.
    this.running.delete(id);
    this.running.set(id, entry);
    const oldest = this.running.keys().next();
    if (this.running.size > maxKept && !oldest.done) this.running.delete(oldest.value);
    return entry;
  }
}
