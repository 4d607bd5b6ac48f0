/**
 * How the camera stands in the picture: one small value that the rep changes at any time, also while recording.
 * Sent to the composer whole; the geometry behind it is in `layout.ts`.
 */

/** The bubble's sizes, from the smallest. */
export const bubbleSizes = ['small', 'medium', 'large', 'largest'] as const;
export type BubbleSize = (typeof bubbleSizes)[number];

export const bubbleShapes = ['round', 'square'] as const;
export type BubbleShape = (typeof bubbleShapes)[number];

/** Where the bubble stands, as shares of the way it has: 0 = left or top, 1 = right or bottom. Any size fits any place. */
export interface BubblePlace {
  x: number;
  y: number;
}

export interface Look {
  shape: BubbleShape;
  size: BubbleSize;
  place: BubblePlace;
  /** Left and right of the camera are exchanged, as in a mirror; prospects see it so too. */
  isMirrored: boolean;
  /** What is behind the person in the camera's picture is out of focus. */
  isBackgroundSoft: boolean;
  /** The camera fills the picture and covers the screen. */
  isCameraFull: boolean;
}

/** Round, bottom left: where a talker leaves most of a slide free. */
export const defaultLook: Look = {
  shape: 'round',
  size: 'medium',
  place: { x: 0, y: 1 },
  isMirrored: false,
  isBackgroundSoft: false,
  isCameraFull: false,
};

const inside = (share: number) => Math.min(1, Math.max(0, share));

/** A look with the bubble elsewhere. @param place may lie outside of the picture: it is brought back to the edge */
export function moveBubble(look: Look, { x, y }: BubblePlace): Look {
  return { ...look, place: { x: inside(x), y: inside(y) } };
}
