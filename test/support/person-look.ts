/** What is in the picture that a rep sees and records. */
import type { Page } from 'playwright-core';
import { eventually } from './person.js';

/** Red, green and blue, 0–255. */
export type Colour = readonly [number, number, number];

/** A point of the picture, as shares of its width and height. */
export interface Point {
  x: number;
  y: number;
}

const pictureAt = ({ x, y }: Point) => `(() => {
  const video = document.querySelector('video[aria-label^="Preview"]');
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d');
  context.drawImage(video, ${x} * video.videoWidth, ${y} * video.videoHeight, 1, 1, 0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
})()`;

/**
 * Waits until the composed picture has a colour somewhere.
 * @param isRight judges it
 * @returns true; throws with the last colour when it never has
 */
export async function isInPicture(
  page: Page,
  point: Point,
  isRight: (colour: Colour) => boolean,
  what: string,
): Promise<true> {
  await eventually(() => page.evaluate<Colour>(pictureAt(point)), isRight, what);
  return true;
}

const contrastAt = ({ x, y }: Point, stripeWidth: number) => `(() => {
  const video = document.querySelector('video[aria-label^="Preview"]');
  const width = 4 * ${stripeWidth};
  const canvas = new OffscreenCanvas(width, 1);
  const context = canvas.getContext('2d');
  context.drawImage(video, ${x} * video.videoWidth, ${y} * video.videoHeight, width, 1, 0, 0, width, 1);
  const greens = [...context.getImageData(0, 0, width, 1).data].filter((_, index) => index % 4 === 1);
  return Math.max(...greens) - Math.min(...greens);
})()`;

/** How far the darkest and the brightest of four stripes differ in the composed picture, 0–255. @param stripeWidth pixels */
export function contrastIn(page: Page, point: Point, stripeWidth: number): Promise<number> {
  return page.evaluate<number>(contrastAt(point, stripeWidth));
}
