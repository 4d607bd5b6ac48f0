import { type FileHandle, open } from 'node:fs/promises';

/** What a fragment has of one track. Times in units of the track. */
export interface TrackRun {
  /** When its first frame is decoded, and when it is shown. */
  readonly decodeTime: number;
  readonly showTime: number;
  readonly frames: number;
  /** Of all its frames together. */
  readonly duration: number;
}

/** One fragment of an MP4: a `moof` and its `mdat`. */
export interface Fragment {
  /** By the number of the track. */
  readonly runs: ReadonlyMap<number, TrackRun>;
  /** Bytes in the file, half-open. */
  readonly from: number;
  readonly to: number;
}

/** A track of an MP4. */
export interface Track {
  /** Its number in the file. */
  readonly id: number;
  /** Units in a second. */
  readonly timescale: number;
}

/** A fragmented MP4 of ours. */
export interface FragmentedFile {
  /** Everything in front of the fragments. */
  readonly header: Buffer;
  readonly tracks: readonly Track[];
  readonly fragments: readonly Fragment[];
  readonly sizeBytes: number;
}

/** A box within bytes that are read already. */
export interface Box {
  readonly type: string;
  /** Where it begins, and its content. */
  readonly at: number;
  readonly body: Buffer;
}

/** Longest `moov` or `moof` that is read: an hour of 60 frames a second without a key frame has less. */
const maxHeadBytes = 16 * 1024 ** 2;
/** A `moof` of two seconds and the head of what follows it are read at once. */
const readBytes = 8 * 1024;

/** @throws RangeError when they do not fill the bytes */
export function boxesIn(bytes: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32BE(at);
    if (size < 8 || at + size > bytes.length) throw new RangeError('a box does not fit');
    boxes.push({
      type: bytes.toString('latin1', at + 4, at + 8),
      at,
      body: bytes.subarray(at + 8, at + size),
    });
    at += size;
  }
  return boxes;
}

const childrenOf = (body: Buffer, type: string) => boxesIn(body).filter((box) => box.type === type);

/** The first box along a path of types. @throws RangeError when there is none */
function boxAt(bytes: Buffer, ...path: string[]): Buffer {
  return path.reduce((body, wanted) => {
    const [found] = childrenOf(body, wanted);
    if (!found) throw new RangeError(`no ${wanted}`);
    return found.body;
  }, bytes);
}

/** A number of 32 or 64 bits. */
const numberAt = (body: Buffer, at: number, isLong: boolean) =>
  isLong ? Number(body.readBigUInt64BE(at)) : body.readUInt32BE(at);

/** ISO/IEC 14496-12 §8.3.2 and §8.4.2. */
function tracksOf(moov: Buffer): Track[] {
  return childrenOf(moov, 'trak').map(({ body }) => {
    const tkhd = boxAt(body, 'tkhd');
    const mdhd = boxAt(body, 'mdia', 'mdhd');
    return {
      id: tkhd.readUInt32BE(tkhd[0] === 1 ? 20 : 12),
      timescale: mdhd.readUInt32BE(mdhd[0] === 1 ? 20 : 12),
    };
  });
}

/** How many bytes the fields take that these bits of the flags announce. */
const fieldBytes = (flags: number, ...bits: number[]) => bits.filter((bit) => flags & bit).length * 4;

/** ISO/IEC 14496-12 §8.8.7: the optional fields in front of the wanted one are counted. */
function defaultDuration(tfhd: Buffer): number {
  const flags = tfhd.readUInt32BE(0) & 0xffffff;
  return flags & 0x8 ? tfhd.readUInt32BE(8 + 2 * fieldBytes(flags, 0x1) + fieldBytes(flags, 0x2)) : 0;
}

/** ISO/IEC 14496-12 §8.8.12. */
function runOf(traf: Buffer): TrackRun {
  const tfdt = boxAt(traf, 'tfdt');
  const decodeTime = numberAt(tfdt, 4, tfdt[0] === 1);
  const usual = defaultDuration(boxAt(traf, 'tfhd'));
  const parts = childrenOf(traf, 'trun').map(({ body }) => partOf(body, usual));
  return {
    decodeTime,
    showTime: decodeTime + (parts[0]?.offset ?? 0),
    frames: parts.reduce((sum, { frames }) => sum + frames, 0),
    duration: parts.reduce((sum, { duration }) => sum + duration, 0),
  };
}

/** ISO/IEC 14496-12 §8.8.8. @param usual duration of a frame for which none is given */
function partOf(trun: Buffer, usual: number) {
  const flags = trun.readUInt32BE(0) & 0xffffff;
  const frames = trun.readUInt32BE(4);
  const firstFrame = 8 + fieldBytes(flags, 0x1, 0x4);
  const frameBytes = fieldBytes(flags, 0x100, 0x200, 0x400, 0x800);
  const offset = flags & 0x800 ? trun.readInt32BE(firstFrame + fieldBytes(flags, 0x100, 0x200, 0x400)) : 0;
  const durations = Array.from({ length: flags & 0x100 ? frames : 0 }, (_, frame) =>
    trun.readUInt32BE(firstFrame + frame * frameBytes),
  );
  const duration = flags & 0x100 ? durations.reduce((sum, each) => sum + each, 0) : frames * usual;
  return { frames, offset, duration };
}

const runsOf = (moof: Buffer): Map<number, TrackRun> =>
  new Map(
    childrenOf(moof, 'traf').map(({ body }) => [boxAt(body, 'tfhd').readUInt32BE(4), runOf(body)] as const),
  );

/** Reads boxes one behind the other. */
class BoxReader {
  private buffer = Buffer.alloc(0);
  private start = 0;

  constructor(
    private readonly file: FileHandle,
    readonly sizeBytes: number,
  ) {}

  /** The box that begins there. @throws RangeError when it is cut */
  async head(at: number): Promise<{ type: string; end: number }> {
    const head = await this.bytes(at, Math.min(at + 16, this.sizeBytes));
    if (head.length < 8) throw new RangeError('a box is cut');
    const short = head.readUInt32BE(0);
    const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short;
    if (size < 8 || at + size > this.sizeBytes) throw new RangeError('a box does not fit');
    return { type: head.toString('latin1', 4, 8), end: at + size };
  }

  async bytes(from: number, to: number): Promise<Buffer> {
    if (to - from > maxHeadBytes) throw new RangeError('a box is too long');
    if (from < this.start || to > this.start + this.buffer.length) {
      const bytes = Buffer.alloc(Math.max(to - from, readBytes));
      const { bytesRead } = await this.file.read(bytes, 0, bytes.length, from);
      this.start = from;
      this.buffer = bytes.subarray(0, bytesRead);
    }
    return this.buffer.subarray(from - this.start, to - this.start);
  }
}

/**
 * Finds the fragments of a file that ffmpeg wrote for us.
 * @throws RangeError for anything else
 */
export async function readFragments(path: string): Promise<FragmentedFile> {
  const file = await open(path, 'r');
  try {
    const { size: sizeBytes } = await file.stat();
    const reader = new BoxReader(file, sizeBytes);
    const fragments: Fragment[] = [];
    let tracks: Track[] = [];
    let headerEnd = 0;
    for (let at = 0; at < sizeBytes;) {
      // oxlint-disable-next-line no-await-in-loop -- one box after the other
      const { type, end } = await reader.head(at);
      // oxlint-disable-next-line no-await-in-loop
      if (type === 'moov') tracks = tracksOf(await reader.bytes(at + 8, end));
      // oxlint-disable-next-line no-await-in-loop
      if (type === 'moof')
        fragments.push({ runs: runsOf(await reader.bytes(at + 8, end)), from: at, to: end });
      const last = fragments.at(-1);
      if (!last) headerEnd = end;
      else if (type === 'mdat') fragments[fragments.length - 1] = { ...last, to: end };
      at = end;
    }
    if (tracks.length === 0 || fragments.length === 0) throw new RangeError('no fragments');
    const header = Buffer.from(await reader.bytes(0, headerEnd));
    return { header, tracks, fragments, sizeBytes };
  } finally {
    await file.close();
  }
}
