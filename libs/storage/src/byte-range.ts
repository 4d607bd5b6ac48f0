import { StorageError } from './storage.error.js';
import type { ByteRange } from './storage.port.js';

/**
 * Fits an asked span to an object, as RFC 9110 §14.1.2 wants: the end is cut to the last byte.
 * @param range what was asked
 * @param sizeBytes size of the whole object, ≥ 0
 * @throws StorageError `invalid-range` when nothing is left of it (an empty object has no range at all)
 */
export function fitRange(range: ByteRange, sizeBytes: number): Required<ByteRange> {
  assertRange(range);
  if (range.start >= sizeBytes) {
    throw new StorageError('invalid-range', `Byte ${range.start} is past the end (${sizeBytes} bytes).`);
  }
  return { start: range.start, endInclusive: Math.min(range.endInclusive ?? Infinity, sizeBytes - 1) };
}

/**
 * Checks a span without knowing the object: whole numbers, 0 ≤ start ≤ end.
 * @throws StorageError `invalid-range`
 */
export function assertRange({ start, endInclusive = start }: ByteRange): void {
  if (
    !Number.isSafeInteger(start) ||
    !Number.isSafeInteger(endInclusive) ||
    start < 0 ||
    endInclusive < start
  ) {
    throw new StorageError(
      'invalid-range',
      `${start}–${endInclusive} is not a span of bytes: 0 ≤ start ≤ end.`,
    );
  }
}
