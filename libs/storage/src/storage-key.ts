import { StorageError } from './storage.error.js';

const maxKeyLength = 512;
/** A segment never begins with a dot: that excludes `.`, `..` and the folders the disk keeps for itself. */
const segmentPattern = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}$/;

/**
 * Checks a key: 1–512 characters, segments of 1–200 letters, digits, `.`, `_`, `-`, joined by single `/`.
 * @throws StorageError `invalid-key`
 */
export function assertKey(key: string): void {
  if (key.length > maxKeyLength || !key.split('/').every((segment) => segmentPattern.test(segment))) {
    throw new StorageError(
      'invalid-key',
      `"${key.slice(0, 100)}" is not a storage key: use segments of letters, digits, ".", "_" and "-", joined by "/".`,
    );
  }
}

/**
 * Checks a prefix: a key followed by `/`. The slash keeps `videos/1` from reaching into `videos/10`.
 * @param allowAll whether `''` (everything) is meant to be possible
 * @throws StorageError `invalid-key`
 */
export function assertPrefix(prefix: string, { allowAll }: { allowAll: boolean }): void {
  if (prefix === '' && allowAll) return;
  if (!prefix.endsWith('/')) {
    throw new StorageError('invalid-key', `"${prefix.slice(0, 100)}" is not a prefix: end it with "/".`);
  }
  assertKey(prefix.slice(0, -1));
}
