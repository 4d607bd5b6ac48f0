import { GifWriter } from 'omggif';
import sharp, { type Sharp } from 'sharp';
import { areaOf, breathe, changesOf, type MovingPicture } from './moving-picture.js';
import type { PictureSize } from './picture-layers.js';

/** GIF89a, "Trailer". */
const trailer = Buffer.from([0x3b]);
const keepAndDrawOver = 1;
const clear = 0;

/**
 * Every frame but the first as a block of a GIF, with only what it changes: they are the same for everybody.
 * @param mask pixels that stay as the first frame has them, see `maskOf`
 */
export async function gifFrames(picture: MovingPicture, mask: Uint8Array): Promise<Buffer[]> {
  const blocks: Buffer[] = [];
  for (const [index, frame] of picture.frames.entries()) {
    const before = picture.frames[index - 1];
    if (!before) continue;
    const delayMs = picture.delaysMs[index] ?? 0;
    blocks.push(blockOf(frame, changesOf(before, frame, mask), picture.width, delayMs));
    // oxlint-disable-next-line no-await-in-loop -- between two frames
    await breathe();
  }
  return blocks;
}

function blockOf(frame: Uint32Array, changes: Uint8Array, pictureWidth: number, delayMs: number): Buffer {
  const { x, y, width, height } = areaOf(changes, pictureWidth);
  const indexOfColor = new Map<number, number>();
  const pixels = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const at = (y + row) * pictureWidth + x + column;
      if (changes[at] === 1) pixels[row * width + column] = indexIn(indexOfColor, frame[at] ?? 0);
    }
  const palette = paletteOf(indexOfColor);
  const bytes = Buffer.alloc(2000 + palette.length * 3 + pixels.length * 2);
  const writer = new GifWriter(bytes, pictureWidth, pictureWidth);
  const start = writer.getOutputBufferPosition();
  const options = { palette, transparent: clear, delay: hundredths(delayMs), disposal: keepAndDrawOver };
  // Its types ask for a plain array; it only reads numbers.
  const end = writer.addFrame(x, y, width, height, pixels as unknown as number[], options);
  return Buffer.from(bytes.subarray(start, end));
}

/** A picture from a GIF has 255 colours at most beside the clear one. */
function indexIn(indexOfColor: Map<number, number>, color: number): number {
  const known = indexOfColor.get(color);
  if (known !== undefined) return known;
  const index = Math.min(255, indexOfColor.size + 1);
  indexOfColor.set(color, index);
  return index;
}

/** Colours in the order of their indices, filled up to a power of two. */
function paletteOf(indexOfColor: ReadonlyMap<number, number>): number[] {
  const colors = [...indexOfColor.keys()].slice(0, 255);
  const rgb = colors.map((color) => ((color & 255) << 16) | (color & 0xff00) | ((color >> 16) & 255));
  const length = 2 ** Math.max(1, Math.ceil(Math.log2(rgb.length + 1)));
  return [0, ...rgb, ...Array.from({ length: length - rgb.length - 1 }, () => 0)];
}

/**
 * The beginning of a GIF: its head and its first frame.
 * @param isMoving the frame comes from a GIF: its colours are few, and exactly those of the frames that follow
 */
export async function gifHead(first: Sharp, delayMs: number, isMoving: boolean): Promise<Buffer> {
  const still = await first
    .gif({ effort: 1, dither: isMoving ? 0 : 1, ...(isMoving ? {} : { colours: 128 }) })
    .toBuffer();
  const paletteEnd = 13 + 3 * 2 ** (((still[10] ?? 0) & 7) + 1);
  // A graphic control extension is eight bytes long, and not every encoder writes one.
  const imageStart =
    still[paletteEnd] === 0x21 && still[paletteEnd + 1] === 0xf9 ? paletteEnd + 8 : paletteEnd;
  const delay = hundredths(delayMs);
  return Buffer.concat([
    Buffer.from('GIF89a'),
    still.subarray(6, paletteEnd),
    Buffer.from('21ff0b4e45545343415045322e300301000000', 'hex'),
    Buffer.from([0x21, 0xf9, 4, keepAndDrawOver << 2, delay & 255, delay >> 8, 0, 0]),
    still.subarray(imageStart, -trailer.length),
  ]);
}

/** A whole GIF of its parts. @param maxBytes later frames that do not fit are left out */
export function joinGif(head: Buffer, frames: readonly Buffer[], maxBytes: number): Buffer[] {
  return [head, ...thatFit(frames, maxBytes - head.length - trailer.length), trailer];
}

/** As many frames from the beginning as fit: each one is drawn over the one before. */
export function thatFit(frames: readonly Buffer[], maxBytes: number): readonly Buffer[] {
  let left = maxBytes;
  const end = frames.findIndex((frame) => (left -= frame.length) < 0);
  return end < 0 ? frames : frames.slice(0, end);
}

const hundredths = (ms: number) => Math.max(2, Math.round(ms / 10));

/** A decoded frame for drawing on. */
export const sharpOf = (frame: Uint32Array, { width, height }: PictureSize): Sharp =>
  sharp(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength), {
    raw: { width, height, channels: 4 },
  }).removeAlpha();
