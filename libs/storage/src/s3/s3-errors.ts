import { S3ServiceException } from '@aws-sdk/client-s3';
import { StorageError, type StorageErrorCode } from '../storage.error.js';

const codesByName: Readonly<Record<string, StorageErrorCode>> = {
  NoSuchKey: 'not-found',
  NotFound: 'not-found',
  InvalidRange: 'invalid-range',
  QuotaExceeded: 'no-space',
  XMinioStorageFull: 'no-space',
  KeyTooLongError: 'invalid-key',
};
const codesByStatus: Readonly<Record<number, StorageErrorCode>> = {
  401: 'access-denied',
  403: 'access-denied',
  404: 'not-found',
  416: 'invalid-range',
  507: 'no-space',
};
const messages: Readonly<Record<StorageErrorCode, string>> = {
  'not-found': 'There is no such object.',
  'invalid-key': 'The store refuses this key.',
  'invalid-range': 'The range is outside of the object.',
  'no-space': 'The store is full: raise its quota or free some space.',
  'local-file': 'A local file cannot be used.',
  'access-denied':
    'The store refuses access: check S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY and the rights on the bucket.',
  unavailable: 'The store cannot be used: check S3_ENDPOINT and S3_BUCKET, and whether it is running.',
};

/**
 * Turns what the store or the connection to it said into a {@link StorageError}.
 * @param error what the SDK threw
 * @param key the key at hand, for the message
 */
export function toS3Error(error: unknown, key: string): StorageError {
  if (error instanceof StorageError) return error;
  const name = error instanceof Error ? error.name : String(error);
  // A missing bucket is also a 404, and must never be taken for a missing object.
  const code =
    name === 'NoSuchBucket' ? 'unavailable' : (codesByName[name] ?? codeByStatus(error) ?? 'unavailable');
  return new StorageError(code, `${messages[code]} (${key}: ${name})`, { cause: error });
}

function codeByStatus(error: unknown): StorageErrorCode | undefined {
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
  return status === undefined ? undefined : codesByStatus[status];
}
