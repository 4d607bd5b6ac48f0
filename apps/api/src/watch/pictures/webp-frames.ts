import sharp, { type Sharp, type WebpOptions } from 'sharp';
import { thatFit } from './gif-frames.js';
import { areaOf, changesOf, type Area, type MovingPicture } from './moving-picture.js';
import type { PictureSize } from './picture-layers.js';

/** `exact`: colours of clear pixels count, see `keepsColor`. */
const quality: WebpOptions = { quality: 60, effort: 2, alphaQuality: 100, exact: true };
/** What does not change is left out in squares, the blocks of the encoder: a finer mask would cost more than it saves. */
const squareBits = 4;
const square = 2 ** squareBits;
/** Takes a pixel's alpha and leaves its colour. */
const withoutAlpha = 0x00ff_ffff;

/** What becomes of a square: clear and empty, clear with its colours so that none bleeds into a drawn one beside it, or drawn. */
type Squares = Uint8Array;
const [isEmpty, keepsColor, isDrawn] = [0, 1, 2];

/**
 * Every frame but the first as a chunk `ANMF` (WebP Container Specification), with only what it changes: they are the same
 * for everybody.
 * @param mask pixels that stay as the first frame has them, see `maskOf`
 */
export async function webpFrames(picture: MovingPicture, mask: Uint8Array): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  for (const [index, frame] of picture.frames.entries()) {
    const before = picture.frames[index - 1];
    if (!before) continue;
    const changes = changesOf(before, frame, mask);
    const area = inWholeSquares(areaOf(changes, picture.width), picture);
    const pixels = cutOut(frame, area, squaresOf(changes, picture), mask, picture.width);
    const raw = { width: area.width, height: area.height, channels: 4 as const };
    // oxlint-disable-next-line no-await-in-loop -- one after the other: others draw too
    const still = await sharp(Buffer.from(pixels.buffer), { raw }).webp(quality).toBuffer();
    chunks.push(animationFrame(still, area, picture.delaysMs[index] ?? 0));
  }
  return chunks;
}

function squaresOf(changes: Uint8Array, { width, height }: PictureSize): Squares {
  const [across, down] = [Math.ceil(width / square), Math.ceil(height / square)];
  const squares = new Uint8Array(across * down);
  for (let row = 0; row < height; row += 1) {
    const first = (row >> squareBits) * across;
    for (let column = 0; column < width; column += 1)
      if (changes[row * width + column] === 1) squares[first + (column >> squareBits)] = isDrawn;
  }
  return squares.map((level, at) => {
    const beside = [-1, 0, 1].flatMap((row) => [-1, 0, 1].map((column) => at + row * across + column));
    return level === isEmpty && beside.some((each) => squares[each] === isDrawn) ? keepsColor : level;
  });
}

/** The pixels of an area, RGBA. */
function cutOut(
  frame: Uint32Array,
  area: Area,
  squares: Squares,
  mask: Uint8Array,
  pictureWidth: number,
): Uint32Array {
  const across = Math.ceil(pictureWidth / square);
  const pixels = new Uint32Array(area.width * area.height);
  for (let row = 0; row < area.height; row += 1) {
    const first = (area.y + row) * pictureWidth + area.x;
    const firstSquare = ((area.y + row) >> squareBits) * across;
    for (let column = 0; column < area.width; column += 1) {
      const level = squares[firstSquare + ((area.x + column) >> squareBits)];
      if (level === isEmpty) continue;
      const color = frame[first + column] ?? 0;
      const isSeen = level === isDrawn && mask[first + column] === 0;
      pixels[row * area.width + column] = isSeen ? color : color & withoutAlpha;
    }
  }
  return pixels;
}

/** The same area with whole squares: frames begin at even places only. */
function inWholeSquares({ x, y, width, height }: Area, picture: PictureSize): Area {
  const [left, top] = [x - (x % square), y - (y % square)];
  const right = Math.min(picture.width, Math.ceil((x + width) / square) * square);
  const bottom = Math.min(picture.height, Math.ceil((y + height) / square) * square);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The first frame as a chunk. */
export async function webpHead(first: Sharp, canvas: PictureSize, delayMs: number): Promise<Buffer> {
  return animationFrame(await first.webp(quality).toBuffer(), { x: 0, y: 0, ...canvas }, delayMs);
}

/** A whole WebP of its parts, played for ever. @param maxBytes later frames that do not fit are left out */
export function joinWebp(
  head: Buffer,
  frames: readonly Buffer[],
  canvas: PictureSize,
  maxBytes: number,
): Buffer[] {
  const isAnimatedWithAlpha = 0x12;
  const setting = Buffer.concat([
    chunk(
      'VP8X',
      Buffer.from([isAnimatedWithAlpha, 0, 0, 0]),
      uint24(canvas.width - 1),
      uint24(canvas.height - 1),
    ),
    chunk('ANIM', Buffer.alloc(6)),
  ]);
  const beginning = 12 + setting.length + head.length;
  const shown = thatFit(frames, maxBytes - beginning);
  const sizeBytes = shown.reduce((sum, { length }) => sum + length, beginning);
  return [Buffer.concat([riff(sizeBytes), setting, head]), ...shown];
}

function riff(sizeBytes: number): Buffer {
  const header = Buffer.from('RIFF....WEBP');
  header.writeUInt32LE(sizeBytes - 8, 4);
  return header;
}

/** @param still a whole WebP of one picture */
function animationFrame(still: Buffer, { x, y, width, height }: Area, delayMs: number): Buffer {
  const drawnOverTheOneBefore = 0;
  return chunk(
    'ANMF',
    uint24(x / 2),
    uint24(y / 2),
    uint24(width - 1),
    uint24(height - 1),
    uint24(delayMs),
    Buffer.from([drawnOverTheOneBefore]),
    ...bitstreamsOf(still),
  );
}

/** The chunks of a still that hold its picture. */
function bitstreamsOf(still: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 12; at < still.length;) {
    const name = still.toString('latin1', at, at + 4);
    const end = at + 8 + evenLength(still.readUInt32LE(at + 4));
    if (['ALPH', 'VP8 ', 'VP8L'].includes(name)) chunks.push(still.subarray(at, end));
    at = end;
  }
  return chunks;
}

function chunk(name: string, ...parts: Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const header = Buffer.from(`${name}....`);
  header.writeUInt32LE(length, 4);
  return Buffer.concat([header, ...parts, Buffer.alloc(evenLength(length) - length)]);
}

function uint24(value: number): Buffer {
  const bytes = Buffer.alloc(3);
  bytes.writeUIntLE(value, 0, 3);
  return bytes;
}

const evenLength = (length: number) => length + (length % 2);
