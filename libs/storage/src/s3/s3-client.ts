import { S3Client } from '@aws-sdk/client-s3';
import type { S3StorageConfig } from '../storage-config.js';

/**
 * The SDK's client, set so that stores other than AWS understand it: by default the SDK frames bodies with
 * trailing checksums which Ceph and others store as part of the object or refuse.
 * @param config endpoint, region and keys
 */
export function createS3Client({
  endpoint,
  region,
  accessKeyId,
  secretAccessKey,
}: S3StorageConfig): S3Client {
  return new S3Client({
    region,
    credentials: { accessKeyId, secretAccessKey },
    ...(endpoint !== undefined && { endpoint }),
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // Without limits a store that accepts and says nothing holds a job for ever. The limit ends with the head of
    // the reply: a viewer who pauses in the middle of a body is not cut off.
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 120_000, throwOnRequestTimeout: true },
  });
}
