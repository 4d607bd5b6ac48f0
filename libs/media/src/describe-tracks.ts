import { boxesIn } from './fragments.js';

/** What the header of a published MP4 says about what is in it. */
export interface DescribedTracks {
  /** Pixels of the picture. */
  readonly width: number;
  readonly height: number;
  /** RFC 6381, for example `avc1.64001F`. */
  readonly videoCodec: string;
  readonly hasAudio: boolean;
}

/** Of a sample entry before the boxes in it: ISO/IEC 14496-12 §12.1.3. */
const visualEntryBytes = 78;

/** All boxes along a path of types. */
function boxesAt(bytes: Buffer, [type, ...rest]: readonly string[]): Buffer[] {
  const found = boxesIn(bytes).filter((box) => box.type === type);
  return rest.length === 0 ? found.map(({ body }) => body) : found.flatMap(({ body }) => boxesAt(body, rest));
}

/** Profile, constraints and level as they stand in the decoder's record: ISO/IEC 14496-15 §5.3.3. */
function avcCodec(entry: Buffer): string {
  const [record] = boxesAt(entry.subarray(visualEntryBytes), ['avcC']);
  if (!record || record.length < 4) throw new RangeError('no decoder record');
  return `avc1.${record.toString('hex', 1, 4).toUpperCase()}`;
}

/**
 * Reads what a player is told before it plays.
 * @param header of a file that ffmpeg wrote for us, everything in front of the fragments
 * @throws RangeError when there is no H.264 picture, or anything but AAC beside it
 */
export function describeTracks(header: Buffer): DescribedTracks {
  const entries = boxesAt(header, ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd']).flatMap((body) =>
    // Behind version, flags and the number of entries.
    boxesIn(body.subarray(8)),
  );
  const picture = entries.find(({ type }) => type === 'avc1');
  const sounds = entries.filter(({ type }) => type === 'mp4a');
  if (!picture || entries.length !== sounds.length + 1) throw new RangeError('not the tracks of a rendition');
  return {
    width: picture.body.readUInt16BE(24),
    height: picture.body.readUInt16BE(26),
    videoCodec: avcCodec(picture.body),
    hasAudio: sounds.length > 0,
  };
}
