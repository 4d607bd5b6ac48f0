import { DiskStorage } from './disk/disk.storage.js';
import type { StorageConfig } from './storage-config.js';
import type { Storage } from './storage.port.js';

/**
 * Makes the store that the configuration asks for. Nothing is touched until a method is called.
 * @param config see {@link StorageConfig}
 */
export async function createStorage(config: StorageConfig): Promise<Storage> {
  if (config.kind === 'disk') return new DiskStorage(config);
  // The client of S3 takes more memory than all the rest of storage: only who keeps files there loads it.
  const { S3Storage } = await import('./s3/s3.storage.js');
  return new S3Storage(config);
}
