import type { OverlayOptions } from 'sharp';
import { isRightToLeft } from './drawable-text.js';
import { drawLine } from './text-line.js';

/** Size of a picture, pixels. */
export interface PictureSize {
  width: number;
  height: number;
}

/** Where the play button is. */
export interface Circle {
  x: number;
  y: number;
  radius: number;
}

const ring = 4;

/** Height of the band that carries the words: a share of the picture, of an upright one no more than of a wide one. */
export function bandHeightOf({ width, height }: PictureSize): number {
  return Math.max(24, Math.round(Math.min(height, (width * 9) / 16) * 0.17));
}

/** The circle that the play button covers, its edge included. */
export function playCircleOf({ width, height }: PictureSize): Circle {
  const side = sideOfButton({ width, height });
  const { left, top } = cornerOfButton({ width, height });
  return { x: left + side / 2, y: top + side / 2, radius: side / 2 };
}

/** A button in the middle. @param color `#rrggbb` */
export function playButton(color: string, picture: PictureSize): OverlayOptions {
  const side = sideOfButton(picture);
  const radius = 40;
  const half = radius + ring;
  const tip = radius * 0.42;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${half * 2} ${half * 2}"><circle cx="${half}" cy="${half}" r="${radius}" fill="${color}" stroke="#fff" stroke-width="${ring}"/><path d="M${half - tip * 0.8} ${half - tip}L${half + tip} ${half}L${half - tip * 0.8} ${half + tip}Z" fill="#fff"/></svg>`;
  return { input: Buffer.from(svg), ...cornerOfButton(picture) };
}

function sideOfButton({ width, height }: PictureSize): number {
  const shorter = Math.min(width, height);
  return Math.max(1, Math.min(shorter, Math.round(shorter * 0.11) * 2 + 8));
}

function cornerOfButton({ width, height }: PictureSize): { left: number; top: number } {
  const side = sideOfButton({ width, height });
  return { left: Math.floor((width - side) / 2), top: Math.floor((height - side) / 2) };
}

/**
 * Words on a dark band, at the side where their script begins.
 * @param text from `drawableText`, not empty
 * @param band where it lies in the picture, pixels
 * @param opacity of the band, 0–1
 */
export async function textBand(
  text: string,
  band: PictureSize & { top: number },
  opacity: number,
): Promise<OverlayOptions[]> {
  const { width, height, top } = band;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#000" fill-opacity="${opacity}"/></svg>`;
  const ground = { input: Buffer.from(svg), top, left: 0 };
  const inset = Math.min(Math.round(height * 0.22), Math.floor(width / 4));
  const box = { width: width - 2 * inset, height: height - 2 * Math.round(height * 0.14) };
  if (box.width < 1 || box.height < 1) return [ground];
  const line = await drawLine(text, box);
  const left = isRightToLeft(text) ? width - inset - line.width : inset;
  return [ground, { input: line.png, left, top: top + Math.round((height - line.height) / 2) }];
}
