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
