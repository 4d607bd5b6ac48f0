import { open } from 'node:fs/promises';
import { boxesIn, type FragmentedFile, readFragments, type Track } from './fragments.js';

/*
 * The index of a published MP4: where each segment lies and how long it is, one `sidx` of the picture in front of all
 * fragments, so that a player finds any moment by one look. ffmpeg can write it too, but only by moving the whole file, which
 * takes as long as the video is. So it leaves room in front, in a note that nobody reads, and the index is put into that
 * place. ffmpeg would write one for the sound as well; with that, players that are built on its demuxer seek to the segment
 * before the right one.
 */

/** Of one `sidx` without entries, and of an entry. ISO/IEC 14496-12 §8.16.3. */
const sidxBytes = 40;
const entryBytes = 12;
/** Segments of a video whose length nobody knows yet: header and index still come in the first burst of a connection. */
const maxEntries = 640;
const freeHeadBytes = 8;
/** How the note begins. */
const mark = 'room for an index ';

/**
 * Options that leave room for the index.
 * @param durationMs of the video; undefined: not known yet. Up to ten minutes even key frames a second apart have an entry each
 */
export function indexRoomOptions(durationMs: number | undefined): string[] {
  const entries =
    durationMs === undefined ? maxEntries : Math.min(maxEntries, Math.ceil(durationMs / 1000) + 8);
  const room = sidxBytes + entries * entryBytes + freeHeadBytes;
  return ['-metadata', `comment=${mark}${'-'.repeat(room)}`];
}

/** One entry: from where to where it goes, and how long it is. */
interface Segment {
  readonly from: number;
  readonly to: number;
  readonly duration: number;
}

/**
 * The segments of the picture, which is the first track; each begins with a fragment that has frames of it, and ends where
 * the next begins. Sound that goes on after the last picture belongs to the last one.
 * @throws RangeError when there is no picture
 */
function segmentsOf({ tracks, fragments, sizeBytes }: FragmentedFile) {
  const [picture] = tracks;
  const own = fragments.flatMap(({ runs, from }) => {
    const run = picture && runs.get(picture.id);
    return run && run.frames > 0 ? [{ from, run }] : [];
  });
  const [first] = own;
  if (!picture || !first) throw new RangeError('no pictures');
  // On the clock of decoding, as ffmpeg's: its demuxer adds what the first picture is late to the whole length by itself.
  const lateBy = first.run.showTime - first.run.decodeTime;
  const endTime = Math.round(endSeconds({ tracks, fragments }) * picture.timescale) - lateBy;
  const segments = own.map(({ from, run }, index): Segment => {
    const next = own[index + 1];
    const duration = Math.max(0, (next?.run.decodeTime ?? endTime) - run.decodeTime);
    return { from, to: next?.from ?? sizeBytes, duration };
  });
  return { picture, startTime: first.run.decodeTime, segments };
}

/** When the last track ends, seconds on the clock of the file. */
function endSeconds({ tracks, fragments }: Pick<FragmentedFile, 'tracks' | 'fragments'>): number {
  const ends = tracks.flatMap(({ id, timescale }) => {
    const last = fragments.findLast(({ runs }) => runs.has(id))?.runs.get(id);
    return last ? [(last.showTime + last.duration) / timescale] : [];
  });
  return Math.max(...ends);
}

/** @returns seconds from the first that is seen or heard to the last */
export function lengthSeconds(file: Pick<FragmentedFile, 'tracks' | 'fragments'>): number {
  const begins = file.tracks.flatMap(({ id, timescale }) => {
    const first = file.fragments.find(({ runs }) => runs.has(id))?.runs.get(id);
    return first ? [first.showTime / timescale] : [];
  });
  return endSeconds(file) - Math.min(...begins);
}

/** Joins neighbours until there are no more than `limit`. */
function coarser(segments: readonly Segment[], limit: number): Segment[] {
  const each = Math.ceil(segments.length / limit);
  return Array.from({ length: Math.ceil(segments.length / each) }, (_, index) => {
    const group = segments.slice(index * each, (index + 1) * each);
    const [first] = group;
    return {
      from: first?.from ?? 0,
      to: group.at(-1)?.to ?? 0,
      duration: group.reduce((sum, { duration }) => sum + duration, 0),
    };
  });
}

/** @param end of this box in the file: offsets are counted from there */
function sidx(track: Track, startTime: number, segments: readonly Segment[], end: number): Buffer {
  const box = Buffer.alloc(sidxBytes + segments.length * entryBytes);
  box.writeUInt32BE(box.length, 0);
  box.write('sidx', 4, 'latin1');
  box.writeUInt8(1, 8);
  box.writeUInt32BE(track.id, 12);
  box.writeUInt32BE(track.timescale, 16);
  box.writeBigUInt64BE(BigInt(Math.max(0, startTime)), 20);
  box.writeBigUInt64BE(BigInt((segments[0]?.from ?? end) - end), 28);
  box.writeUInt16BE(segments.length, 38);
  segments.forEach(({ from, to, duration }, index) => {
    const at = sidxBytes + index * entryBytes;
    box.writeUInt32BE((to - from) & 0x7fffffff, at);
    box.writeUInt32BE(duration >>> 0, at + 4);
    // It starts with a picture that needs no other.
    box.writeUInt32BE(0x90000000, at + 8);
  });
  return box;
}

/** Where the note lies, as the last thing in `moov`. @throws RangeError when there is none */
function findRoom(header: Buffer) {
  const moov = boxesIn(header).find(({ type }) => type === 'moov');
  const note = moov && boxesIn(moov.body).at(-1);
  if (!moov || !note?.body.includes(mark)) throw new RangeError('no room for an index');
  return { moov, from: moov.at + 8 + note.at, to: moov.at + 8 + moov.body.length };
}

/** Fills bytes exactly: nothing, or a box that players pass over. */
function free(length: number): Buffer {
  const box = Buffer.alloc(length);
  if (length === 0) return box;
  box.writeUInt32BE(length, 0);
  box.write('free', 4, 'latin1');
  return box;
}

/** The boxes that take the place of the note. @throws RangeError when there is not room enough, or no picture */
export function indexFor(file: FragmentedFile, from: number, to: number): Buffer {
  const { picture, startTime, segments } = segmentsOf(file);
  const limit = Math.floor((to - from - freeHeadBytes - sidxBytes) / entryBytes);
  if (limit < 1) throw new RangeError('not enough room for an index');
  const box = sidx(picture, startTime, coarser(segments, limit), to);
  return Buffer.concat([free(to - from - box.length), box]);
}

/**
 * Puts the index into the room that {@link indexRoomOptions} left. Only a few kilobytes of the file are written, however
 * long it is; more segments than there is room for are joined by twos, threes …
 * @param path of a fragmented MP4 that ffmpeg has just written
 * @returns the file as it was read for that
 * @throws RangeError for any other file
 */
export async function writeSegmentIndex(path: string): Promise<FragmentedFile> {
  const fragmented = await readFragments(path);
  const { moov, from, to } = findRoom(fragmented.header);
  const bytes = Buffer.from(fragmented.header.subarray(moov.at, to));
  bytes.writeUInt32BE(from - moov.at, 0);
  indexFor(fragmented, from, to).copy(bytes, from - moov.at);
  const file = await open(path, 'r+');
  try {
    await file.write(bytes, 0, bytes.length, moov.at);
  } finally {
    await file.close();
  }
  return fragmented;
}
