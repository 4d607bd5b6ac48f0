import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boxesIn, readFragments } from './fragments.js';
import { publishedMp4Options, publishedMovFlags } from './plan.js';
import { indexedWithinBytes, readSegmentIndex } from './read-segment-index.js';
import { indexFor, indexRoomOptions, writeSegmentIndex } from './segment-index.js';

let folder: string;
const at = (name: string) => join(folder, name);

/** Ten seconds whose pictures and sound end at different times, with frames that are shown in another order than decoded. */
const source =
  '-f lavfi -i testsrc2=s=320x180:r=30:d=10 -f lavfi -i sine=d=10.7:r=48000 -c:v libx264 -preset medium -g 45 -c:a aac';

function encode(name: string, options: readonly string[]): void {
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...source.split(' '), ...options, at(name)]);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'outreel-index-'));
  encode('ours.mp4', publishedMp4Options(10_000));
  const flags = publishedMovFlags.replace('+skip_trailer', '+dash+global_sidx');
  encode('reference.mp4', ['-fflags', '+bitexact', '-map_metadata', '-1', '-movflags', flags]);
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Index {
  track: number;
  timescale: number;
  start: number;
  /** Where the first segment begins in the file. */
  from: number;
  entries: { bytes: number; duration: number; isKey: boolean }[];
}

/** Reads every `sidx` of a file. ISO/IEC 14496-12 §8.16.3. */
function indexesOf(name: string): Index[] {
  const bytes = readFileSync(at(name));
  return boxesIn(bytes)
    .filter(({ type }) => type === 'sidx')
    .map(({ at: begin, body }) => {
      const isLong = body[0] === 1;
      const read = (where: number) =>
        isLong ? Number(body.readBigUInt64BE(where)) : body.readUInt32BE(where);
      const width = isLong ? 8 : 4;
      const counted = 12 + 2 * width + 2;
      return {
        track: body.readUInt32BE(4),
        timescale: body.readUInt32BE(8),
        start: read(12),
        from: begin + 8 + body.length + read(12 + width),
        entries: Array.from({ length: body.readUInt16BE(counted) }, (_, index) => {
          const entry = counted + 2 + index * 12;
          return {
            bytes: body.readUInt32BE(entry),
            duration: body.readUInt32BE(entry + 4),
            isKey: body.readUInt32BE(entry + 8) >>> 31 === 1,
          };
        }),
      };
    });
}

const timesBeforeLast = ({ entries }: Index) =>
  entries.slice(0, -1).map(({ duration, isKey }) => [duration, isKey]);
const clockOf = ({ track, timescale, start }: Index) => [track, timescale, start];
const roomOf = (durationMs?: number) => indexRoomOptions(durationMs)[1]!.length;
const packetsOf = (name: string) =>
  execFileSync('ffprobe', [
    ...'-v error -show_entries packet=stream_index,pts_time,dts_time,size,flags -of csv'.split(' '),
    at(name),
  ]).toString();
const lengthOf = (name: string) =>
  Number(
    execFileSync('ffprobe', [...'-v error -show_entries format=duration -of csv=p=0'.split(' '), at(name)]),
  );

describe('writeSegmentIndex', () => {
  it('tells the same times as the index that ffmpeg writes, without a byte more in the file', async () => {
    const before = statSync(at('ours.mp4')).size;
    const packets = packetsOf('ours.mp4');
    await writeSegmentIndex(at('ours.mp4'));
    expect(statSync(at('ours.mp4')).size).toBe(before);
    expect(packetsOf('ours.mp4')).toBe(packets);
    // The sound ends last, and the player may not stop before; the encoder of sound rounds its end.
    expect(Math.abs(lengthOf('ours.mp4') - lengthOf('reference.mp4'))).toBeLessThan(0.03);
    const [[ours, ...more], [theirs]] = [indexesOf('ours.mp4'), indexesOf('reference.mp4')];
    expect(more).toEqual([]);
    expect(timesBeforeLast(ours!)).toEqual(timesBeforeLast(theirs!));
    expect(clockOf(ours!)).toEqual(clockOf(theirs!));
  });

  it('leads to every fragment, and nothing is between the last of them and the end', async () => {
    const { fragments, sizeBytes, tracks } = await readFragments(at('ours.mp4'));
    const [picture] = indexesOf('ours.mp4');
    let from = picture!.from;
    const starts = picture!.entries.map(({ bytes }) => (from += bytes) - bytes);
    const own = fragments.filter(({ runs }) => runs.has(tracks[0]!.id));
    expect(starts).toEqual(own.map((fragment) => fragment.from));
    expect(from).toBe(sizeBytes);
    expect(
      boxesIn(readFileSync(at('ours.mp4')))
        .map(({ type }) => type)
        .slice(0, 5),
    ).toEqual(['ftyp', 'moov', 'free', 'sidx', 'moof']);
    expect(readFileSync(at('ours.mp4')).includes('-----')).toBe(false);
  });

  it('joins segments where there is too little room for all', async () => {
    const file = await readFragments(at('reference.mp4'));
    const [picture] = indexesOf('reference.mp4');
    // Three entries.
    const boxes = boxesIn(indexFor(file, 0, 40 + 3 * 12 + 8));
    expect(boxes.map(({ type }) => type)).toEqual(['free', 'sidx']);
    const entries = boxes[1]!.body.readUInt16BE(30);
    expect(entries).toBeLessThanOrEqual(3);
    expect(entries).toBeGreaterThan(1);
    const total = Array.from({ length: entries }, (_, index) => boxes[1]!.body.readUInt32BE(36 + index * 12));
    const whole = picture!.entries.reduce((sum, { duration }) => sum + duration, 0);
    // Of the picture alone, and with the sound that goes on.
    expect(total.reduce((sum, duration) => sum + duration, 0)).toBeGreaterThanOrEqual(whole);
    expect(() => indexFor(file, 0, 59)).toThrow(RangeError);
  });

  it('plays from any moment of a file whose segments were joined', async () => {
    encode(
      'narrow.mp4',
      publishedMp4Options(10_000).map((option) => option.replace(/-+$/, '')),
    );
    const packets = packetsOf('narrow.mp4');
    await writeSegmentIndex(at('narrow.mp4'));
    expect(indexesOf('narrow.mp4')[0]!.entries.length).toBeLessThan(7);
    expect(packetsOf('narrow.mp4')).toBe(packets);
    const firstAfterSeek = (seconds: number) => {
      const options = `-v error -read_intervals ${seconds}%+#1 -select_streams v -show_entries packet=pts_time -of csv=p=0`;
      return Number(execFileSync('ffprobe', [...options.split(' '), at('narrow.mp4')]));
    };
    for (const seconds of [0.1, 4, 8.5]) {
      // No further back than two of the joined segments, which are 3 s long.
      expect(firstAfterSeek(seconds)).toBeLessThanOrEqual(seconds);
      expect(firstAfterSeek(seconds)).toBeGreaterThanOrEqual(seconds - 6);
    }
  });

  it('refuses what has no room, or is no file of fragments', async () => {
    copyFileSync(at('reference.mp4'), at('roomless.mp4'));
    await expect(writeSegmentIndex(at('roomless.mp4'))).rejects.toThrow(RangeError);
    writeFileSync(at('text.mp4'), 'no video at all, but long enough to be looked at');
    await expect(writeSegmentIndex(at('text.mp4'))).rejects.toThrow(RangeError);
  });

  it('asks for room by the length, and for a bounded one where that is not known', () => {
    expect(roomOf(60_000)).toBeLessThan(2_000);
    expect(roomOf()).toBe(roomOf(6 * 3_600_000));
    expect(roomOf()).toBeLessThan(8_192);
  });
});

describe('readSegmentIndex', () => {
  it('finds every fragment of the picture and how long it is, in the beginning of the file', async () => {
    encode('read.mp4', publishedMp4Options(10_000));
    await writeSegmentIndex(at('read.mp4'));
    const bytes = readFileSync(at('read.mp4'));
    const { headerBytes, segments } = readSegmentIndex(bytes.subarray(0, indexedWithinBytes));
    expect(boxesIn(bytes.subarray(0, headerBytes)).map(({ type }) => type)).toEqual(['ftyp', 'moov']);
    const [{ entries, timescale }] = indexesOf('read.mp4') as [Index];
    expect(segments.map(({ from, to, seconds }) => [to - from, seconds])).toEqual(
      entries.map(({ bytes: length, duration }) => [length, duration / timescale]),
    );
    for (const { from } of segments) expect(bytes.toString('latin1', from + 4, from + 8)).toBe('moof');
    expect(segments.at(-1)!.to).toBe(bytes.length);
  });

  it('refuses a file without one, and one that is cut in front of it', () => {
    encode('plain.mp4', ['-movflags', '+faststart']);
    expect(() => readSegmentIndex(readFileSync(at('plain.mp4')))).toThrow(RangeError);
    expect(() => readSegmentIndex(readFileSync(at('read.mp4')).subarray(0, 600))).toThrow(RangeError);
    for (const text of ['', 'no video', '\0'.repeat(64)])
      expect(() => readSegmentIndex(Buffer.from(text))).toThrow(RangeError);
  });
});
