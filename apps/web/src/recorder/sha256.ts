import { createSHA256 } from 'hash-wasm';
import type { GrowingHash } from './live-uploader-parts';

/** A SHA-256 that grows with the file; digest in hex. 400 MB/s, so a recording's bytes cost nothing on the page. */
export async function createGrowingSha256(): Promise<GrowingHash> {
  const hash = await createSHA256();
  return { update: (bytes) => hash.update(bytes), digest: () => hash.digest('hex') };
}
