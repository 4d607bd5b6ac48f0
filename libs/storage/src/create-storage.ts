import { DiskStorage } from './disk/disk.storage.js';
import { S3Storage } from './s3/s3.storage.js';
import type { StorageConfig } from './storage-config.js';
import type { Storage } from './storage.port.js';

/**
 * Makes the store that the configuration asks for. Nothing is touched until a method is called.
 * @param config see {@link StorageConfig}
 */
export function createStorage(config: StorageConfig): Storage {
  return config.kind === 'disk' ? new DiskStorage(config) : new S3Storage(config);
}
