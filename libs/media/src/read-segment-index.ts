/** One segment of a published MP4: it begins with a picture that needs no other. */
export interface IndexedSegment {
  /** Bytes in the file, half-open. */
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
}

/** The index in front of a published MP4. */
export interface SegmentIndex {
  /** So many bytes from the beginning on describe the tracks. */
  readonly headerBytes: number;
  readonly segments: readonly IndexedSegment[];
}

/** Nothing of the index lies behind so many bytes of the file. */
export const indexedWithinBytes = 32 * 1024;

/** The boxes in front of the fragments; the last one may be cut. */
function* boxHeads(beginning: Buffer) {
  for (let at = 0; at + 8 <= beginning.length;) {
    const end = at + beginning.readUInt32BE(at);
    if (end < at + 8) throw new RangeError('a box without a size');
    yield { type: beginning.toString('latin1', at + 4, at + 8), at, end };
    at = end;
  }
}

/** ISO/IEC 14496-12 §8.16.3, as {@link writeSegmentIndex} writes it. @param end of the box in the file */
function segmentsOf(sidx: Buffer, end: number): IndexedSegment[] {
  const timescale = sidx.readUInt32BE(16);
  let from = end + Number(sidx.readBigUInt64BE(28));
  return Array.from({ length: sidx.readUInt16BE(38) }, (_, index) => {
    const entry = 40 + index * 12;
    const segment = {
      from,
      to: from + (sidx.readUInt32BE(entry) & 0x7fffffff),
      seconds: sidx.readUInt32BE(entry + 4) / timescale,
    };
    from = segment.to;
    return segment;
  });
}

/**
 * Reads the index of a file that this library published.
 * @param beginning the first {@link indexedWithinBytes} of the file, or all of it
 * @throws RangeError for any other file
 */
export function readSegmentIndex(beginning: Buffer): SegmentIndex {
  let headerBytes = 0;
  for (const { type, at, end } of boxHeads(beginning)) {
    if (type === 'moov') headerBytes = end;
    if (type === 'sidx' && headerBytes > 0 && end <= beginning.length && beginning[at + 8] === 1)
      return { headerBytes, segments: segmentsOf(beginning.subarray(at, end), end) };
  }
  throw new RangeError('no index');
}
