/** Files below one folder of this machine. */
export interface DiskStorageConfig {
  kind: 'disk';
  /** Absolute path of a folder that belongs to this storage alone; made when missing. */
  root: string;
}

/** One bucket of a store that speaks S3. */
export interface S3StorageConfig {
  kind: 's3';
  bucket: string;
  /** Address of the store; left out: AWS itself. */
  endpoint?: string;
  /** Address under which browsers reach the store. The port hands out no addresses, so nothing here uses it. */
  publicEndpoint?: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** Which store, and where; comes from `@app/config`. */
export type StorageConfig = DiskStorageConfig | S3StorageConfig;
