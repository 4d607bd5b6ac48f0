import { StorageError, type StorageErrorCode } from '../storage.error.js';

const codes: Readonly<Record<string, StorageErrorCode>> = {
  ENOENT: 'not-found',
  ENOSPC: 'no-space',
  EDQUOT: 'no-space',
  EACCES: 'access-denied',
  EPERM: 'access-denied',
  EROFS: 'access-denied',
  // One key continues another: the disk cannot have a file and a folder of one name.
  EISDIR: 'invalid-key',
  ENOTDIR: 'invalid-key',
  EEXIST: 'invalid-key',
  ENAMETOOLONG: 'invalid-key',
};
const messages: Readonly<Record<StorageErrorCode, string>> = {
  'not-found': 'There is no such object.',
  'invalid-key': 'The key collides with another one or is too long.',
  'invalid-range': 'The range is outside of the object.',
  'no-space': 'The disk is full: free some space or set DATA_DIR to a larger disk.',
  'local-file': 'A local file cannot be used.',
  'access-denied': 'The storage folder refuses access: give this user the right to read and write it.',
  unavailable: 'The storage folder cannot be used.',
};

/**
 * Whether an error came from the operating system, and so has an `errno` name in `code`. Told by its shape: not every
 * runtime's file errors are instances of this realm's `Error`.
 */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'errno' in error && 'code' in error;
}

/**
 * Turns what the operating system said into a {@link StorageError}; anything else passes through unchanged.
 * @param error what was thrown
 * @param key the key at hand, for the message
 */
export function toDiskError(error: unknown, key: string): unknown {
  if (!isSystemError(error)) return error;
  const code = codes[error.code ?? ''] ?? 'unavailable';
  return new StorageError(code, `${messages[code]} (${key}: ${error.code})`, { cause: error });
}

/**
 * The same for the caller's own file, where only a full disk is the storage's concern.
 * @param error what was thrown
 * @param localPath the caller's file, for the message
 */
export function toLocalFileError(error: unknown, localPath: string): unknown {
  if (!isSystemError(error)) return error;
  const code = codes[error.code ?? ''] === 'no-space' ? 'no-space' : 'local-file';
  return new StorageError(code, `${messages[code]} (${localPath}: ${error.code})`, { cause: error });
}
