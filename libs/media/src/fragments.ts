import { type FileHandle, open } from 'node:fs/promises';

/** One fragment of an MP4 with a single track: a `moof` and its `mdat`. Times in units of the track. */
export interface Fragment {
  /** When its first frame is decoded, and when it is shown. */
  readonly decodeTime: number;
  readonly showTime: number;
  readonly frames: number;
  /** Bytes in the file, half-open. */
  readonly from: number;
  readonly to: number;
}

/** A fragmented MP4 of ours. */
export interface FragmentedFile {
  /** Everything in front of the fragments. */
  readonly header: Buffer;
  /** Units of the track in a second. */
  readonly timescale: number;
  readonly fragments: readonly Fragment[];
}

interface Box {
  readonly type: string;
  /** Its content. */
  readonly body: Buffer;
}

/** Longest `moov` or `moof` that is read: an hour of 60 frames a second without a key frame has less. */
const maxHeadBytes = 16 * 1024 ** 2;

function boxesIn(bytes: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32BE(at);
    if (size < 8 || at + size > bytes.length) throw new RangeError('a box does not fit');
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), body: bytes.subarray(at + 8, at + size) });
    at += size;
  }
  return boxes;
}

/** The first box along a path of types. @throws RangeError when there is none */
function boxAt(bytes: Buffer, ...path: string[]): Buffer {
  return path.reduce((body, wanted) => {
    const found = boxesIn(body).find(({ type }) => type === wanted);
    if (!found) throw new RangeError(`no ${wanted}`);
    return found.body;
  }, bytes);
}

/** A number of 32 or 64 bits. */
const numberAt = (body: Buffer, at: number, isLong: boolean) =>
  isLong ? Number(body.readBigUInt64BE(at)) : body.readUInt32BE(at);

/** ISO/IEC 14496-12 §8.4.2. */
function timescaleOf(moov: Buffer): number {
  const mdhd = boxAt(moov, 'trak', 'mdia', 'mdhd');
  return mdhd.readUInt32BE(mdhd[0] === 1 ? 20 : 12);
}

/** ISO/IEC 14496-12 §8.8.8 and §8.8.12: the optional fields in front of the first frame's offset are counted. */
function timesOf(moof: Buffer): Pick<Fragment, 'decodeTime' | 'showTime' | 'frames'> {
  const tfdt = boxAt(moof, 'traf', 'tfdt');
  const trun = boxAt(moof, 'traf', 'trun');
  const decodeTime = numberAt(tfdt, 4, tfdt[0] === 1);
  const flags = trun.readUInt32BE(0) & 0xffffff;
  const has = (...bits: number[]) => bits.filter((bit) => flags & bit).length * 4;
  const offsetAt = 8 + has(0x1, 0x4) + has(0x100, 0x200, 0x400);
  const offset = flags & 0x800 ? trun.readInt32BE(offsetAt) : 0;
  return { decodeTime, showTime: decodeTime + offset, frames: trun.readUInt32BE(4) };
}

/**
 * Finds the fragments of a file that ffmpeg wrote for us.
 * @throws RangeError for anything else
 */
export async function readFragments(path: string): Promise<FragmentedFile> {
  const file = await open(path, 'r');
  try {
    const { size: sizeBytes } = await file.stat();
    const fragments: Fragment[] = [];
    let timescale = 0;
    let headerEnd = 0;
    for (let at = 0; at < sizeBytes;) {
      // oxlint-disable-next-line no-await-in-loop -- one box after the other
      const { type, end } = boxHead(await bytesOf(file, at, Math.min(at + 16, sizeBytes)), at, sizeBytes);
      // oxlint-disable-next-line no-await-in-loop
      if (type === 'moov') timescale = timescaleOf(await bytesOf(file, at + 8, end));
      // oxlint-disable-next-line no-await-in-loop
      if (type === 'moof')
        fragments.push({ ...timesOf(await bytesOf(file, at + 8, end)), from: at, to: end });
      const last = fragments.at(-1);
      if (!last) headerEnd = end;
      else if (type === 'mdat') fragments[fragments.length - 1] = { ...last, to: end };
      at = end;
    }
    if (timescale === 0 || fragments.length === 0) throw new RangeError('no fragments');
    return { header: await bytesOf(file, 0, headerEnd), timescale, fragments };
  } finally {
    await file.close();
  }
}

async function bytesOf(file: FileHandle, from: number, to: number): Promise<Buffer> {
  if (to - from > maxHeadBytes) throw new RangeError('a box is too long');
  const bytes = Buffer.alloc(to - from);
  await file.read(bytes, 0, bytes.length, from);
  return bytes;
}

function boxHead(head: Buffer, at: number, sizeBytes: number): { type: string; end: number } {
  if (head.length < 8) throw new RangeError('a box is cut');
  const short = head.readUInt32BE(0);
  const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short;
  if (size < 8 || at + size > sizeBytes) throw new RangeError('a box does not fit');
  return { type: head.toString('latin1', 4, 8), end: at + size };
}
