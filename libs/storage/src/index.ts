// Storage: where sources, renditions, posters and previews live, addressed by keys and never by paths.
// Called by the API (uploads, media routes) and the worker (transcode, sweep); disk and S3 pass one suite.
// It never reads the environment, never knows what a video is, never hands out an address, and imports no
// other lib.
export { createStorage } from './create-storage.js';
export { freeBytes } from './disk/free-bytes.js';
export type { DiskStorageConfig, S3StorageConfig, StorageConfig } from './storage-config.js';
export { StorageError } from './storage.error.js';
export type { StorageErrorCode } from './storage.error.js';
export type {
  ByteRange,
  ListedObject,
  OpenedObject,
  PutOptions,
  Storage,
  StoredObject,
} from './storage.port.js';
