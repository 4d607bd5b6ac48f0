import sharp from 'sharp';
import type { Circle, PictureSize } from './picture-layers.js';

/** The frames of an animation, decoded. A still is one frame. */
export interface MovingPicture extends PictureSize {
  /** One after the other, each pixel 32 bits of RGBA. */
  frames: Uint32Array[];
  /** How long each frame stands, ms. */
  delaysMs: number[];
}

/** A rectangle of a frame, pixels. */
export interface Area extends PictureSize {
  x: number;
  y: number;
}

const defaultDelayMs = 125;

/** @param bytes GIF, or a still picture @param maxWidth larger ones are made smaller, pixels */
export async function decodePicture(bytes: Buffer, maxWidth: number): Promise<MovingPicture> {
  const { delay = [] } = await sharp(bytes, { animated: true }).metadata();
  const { data, info } = await sharp(bytes, { animated: true })
    .resize({ width: maxWidth, withoutEnlargement: true })
    .ensureAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const count = info.pages ?? 1;
  const height = info.height / count;
  const size = info.width * height;
  // A copy begins where 32-bit numbers may begin, which a slice of a pool need not.
  const pixels = new Uint32Array(Uint8Array.from(data).buffer);
  return {
    width: info.width,
    height,
    frames: Array.from({ length: count }, (_, index) => pixels.subarray(index * size, (index + 1) * size)),
    delaysMs: Array.from({ length: count }, (_, index) => delay[index] || defaultDelayMs),
  };
}

/** Which pixels of a picture no later frame may touch: 1 for those in the circle, row by row. */
export function maskOf({ width, height }: PictureSize, { x, y, radius }: Circle): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1)
      if (Math.hypot(column + 0.5 - x, row + 0.5 - y) <= radius) mask[row * width + column] = 1;
  return mask;
}

/** Which pixels a frame changes: 1 for those that differ from the frame before and may be touched. */
export function changesOf(before: Uint32Array, frame: Uint32Array, mask: Uint8Array): Uint8Array {
  const changes = new Uint8Array(mask.length);
  for (let at = 0; at < mask.length; at += 1) if (mask[at] === 0 && frame[at] !== before[at]) changes[at] = 1;
  return changes;
}

/** The smallest area with every change in it; one pixel where there is none. */
export function areaOf(changes: Uint8Array, width: number): Area {
  const rows = changes.length / width;
  let [left, right, top, bottom] = [width, -1, rows, -1];
  for (let row = 0; row < rows; row += 1) {
    const first = changes.subarray(row * width, (row + 1) * width).indexOf(1);
    if (first < 0) continue;
    const last = changes.subarray(row * width, (row + 1) * width).lastIndexOf(1);
    [left, right] = [Math.min(left, first), Math.max(right, last)];
    [top, bottom] = [Math.min(top, row), row];
  }
  return right < 0
    ? { x: 0, y: 0, width: 1, height: 1 }
    : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** Lets what waits have its turn between two frames: thousands of pixels are looked at one by one. */
export const breathe = () => new Promise<void>((resolve) => void setImmediate(resolve));
