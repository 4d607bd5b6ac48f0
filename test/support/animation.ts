/** Animations for previews, and ways to look at the pixels of what is made of them. */
import { GifWriter } from 'omggif';
import sharp from 'sharp';

/** What an animation is to be like. */
export interface AnimationShape {
  width?: number;
  height?: number;
  frames?: number;
  /** Nothing of it can be compressed, as with a camera in the dark. */
  isNoisy?: boolean;
}

/** Height of the bar that moves down, pixels. */
const barHeight = 10;

/** A GIF as the worker makes it: a dark ground over which a light bar moves down, by its own height in each frame. */
export function makeAnimation({
  width = 320,
  height = 180,
  frames = 8,
  isNoisy = false,
}: AnimationShape = {}): Buffer {
  const greys = Array.from({ length: 128 }, (_, index) => index * 2 * 0x01_01_01);
  const bytes = Buffer.alloc(10_000 + width * height * frames * 2);
  const gif = new GifWriter(bytes, width, height, { palette: greys, loop: 0 });
  for (let frame = 0; frame < frames; frame += 1) {
    const pixels = new Uint8Array(width * height).fill(20);
    pixels.fill(100, frame * barHeight * width, (frame + 1) * barHeight * width);
    if (isNoisy)
      for (let at = 0; at < pixels.length; at += 1) pixels[at] = noiseAt(at + frame * pixels.length);
    // Its types ask for a plain array; it only reads numbers.
    gif.addFrame(0, 0, width, height, pixels as unknown as number[], { delay: 13 });
  }
  return bytes.subarray(0, gif.end());
}

/** 0–127, without an order that a compressor would find. */
const noiseAt = (at: number) =>
  (Math.imul(Math.imul(at ^ (at >>> 15), 0x2c1b3c6d) ^ (at >>> 7), 0x297a2d39) >>> 20) & 127;

/** One frame of a picture. */
export interface Frame {
  width: number;
  height: number;
  /** Grey, 0–255, row by row. */
  pixels: Uint8Array;
}

/** Decodes a frame as a viewer would show it. @param page 0 is the first */
export async function frameAt(picture: Buffer, page = 0): Promise<Frame> {
  const { pages = 1 } = await sharp(picture, { animated: true }).metadata();
  const { data, info } = await sharp(picture, { animated: true })
    .flatten({ background: '#000' })
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const height = info.height / pages;
  const size = info.width * height;
  const channels = data.length / (info.width * info.height);
  const pixels = Uint8Array.from({ length: size }, (_, at) => data[(page * size + at) * channels] ?? 0);
  return { width: info.width, height, pixels };
}

/** A rectangle, pixels. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Where something light is below a row; null where there is nothing. Right and bottom are included. */
export function inkBelow({ width, pixels }: Frame, firstRow: number): Box | null {
  const ink = { left: Infinity, right: -1, top: Infinity, bottom: -1 };
  for (const [at, value] of pixels.entries()) {
    const [column, row] = [at % width, Math.floor(at / width)];
    if (row < firstRow || value <= 128) continue;
    ink.left = Math.min(ink.left, column);
    ink.right = Math.max(ink.right, column);
    ink.top = Math.min(ink.top, row);
    ink.bottom = Math.max(ink.bottom, row);
  }
  return ink.right < 0 ? null : ink;
}

/** Widths of the pieces of ink from left to right below a row, divided by clear columns. */
export function strokesBelow({ width, height, pixels }: Frame, firstRow: number): number[] {
  const isLit = (column: number) =>
    Array.from(
      { length: height - firstRow },
      (_, row) => pixels[(firstRow + row) * width + column] ?? 0,
    ).some((value) => value > 128);
  const columns = Array.from({ length: width }, (_, column) => (isLit(column) ? '#' : ' ')).join('');
  return columns.split(/ +/).flatMap((stroke) => (stroke ? [stroke.length] : []));
}
