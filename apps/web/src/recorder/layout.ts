/**
 * Where screen and camera stand in the composed picture. Pure arithmetic in pixels of the picture; drawn by
 * `picture-painter.ts` in the worker and on the page alike.
 */
import type { BubblePlace, BubbleSize, Look } from './look';

/** What the rep chose to show. */
export type SourceChoice = 'screen' | 'camera' | 'screen-and-camera';

export interface Size {
  width: number;
  height: number;
}

export interface Rectangle extends Size {
  x: number;
  y: number;
}

/** One source's part of the picture. */
export interface Placement {
  /** Part of the source that is shown. */
  from: Rectangle;
  /** Where it is shown. */
  to: Rectangle;
  /** Of its corners, in pixels: half of the side makes a circle, 0 a plain rectangle. */
  radius: number;
  /** Width of the line around it, in pixels; 0 = none. */
  ring: number;
}

/** The picture's size unless the camera stands upright. */
export const landscape: Size = { width: 1280, height: 720 };
const portrait: Size = { width: 720, height: 1280 };

/** The bubble's side and its distance from the edges, as shares of the picture's shorter side. */
const bubbleShares: Record<BubbleSize, number> = { small: 0.2, medium: 0.28, large: 0.38, largest: 0.52 };
const bubbleMarginShare = 0.04;
/** Corners of a square bubble, as a share of its side. */
const cornerShare = 0.14;
const ringWidth = 4;

/** The composed picture's size: landscape, except for a camera alone that is held upright (a phone). */
export function pictureSize(choice: SourceChoice, camera: Size | null): Size {
  return choice === 'camera' && camera && camera.height > camera.width ? portrait : landscape;
}

/** The whole source, as large as fits, centred: nothing of a screen is ever cut off. */
export function contain(source: Size, target: Size): Placement {
  const scale = Math.min(target.width / source.width, target.height / source.height);
  const width = Math.round(source.width * scale);
  const height = Math.round(source.height * scale);
  return {
    from: whole(source),
    to: {
      x: Math.round((target.width - width) / 2),
      y: Math.round((target.height - height) / 2),
      width,
      height,
    },
    radius: 0,
    ring: 0,
  };
}

/** Field by field: a canvas has its size in getters, which a spread leaves out. */
function whole({ width, height }: Size): Rectangle {
  return { x: 0, y: 0, width, height };
}

/** The middle of the source, filling the target: a face fills its frame. */
export function cover(source: Size, to: Rectangle): Placement {
  const scale = Math.max(to.width / source.width, to.height / source.height);
  const width = to.width / scale;
  const height = to.height / scale;
  return {
    from: { x: (source.width - width) / 2, y: (source.height - height) / 2, width, height },
    to,
    radius: 0,
    ring: 0,
  };
}

/** What the bubble can move in, for its upper left corner: the picture without margins and the bubble itself. */
function bubbleRoom(size: BubbleSize, picture: Size): { side: number; room: Rectangle } {
  const shorter = Math.min(picture.width, picture.height);
  const side = Math.round(shorter * bubbleShares[size]);
  const margin = Math.round(shorter * bubbleMarginShare);
  const width = picture.width - 2 * margin - side;
  return { side, room: { x: margin, y: margin, width, height: picture.height - 2 * margin - side } };
}

/** Where the bubble stands. */
export function bubbleRectangle({ size, place }: Pick<Look, 'size' | 'place'>, picture: Size): Rectangle {
  const { side, room } = bubbleRoom(size, picture);
  return {
    x: Math.round(room.x + place.x * room.width),
    y: Math.round(room.y + place.y * room.height),
    width: side,
    height: side,
  };
}

/** The place of a bubble whose upper left corner stands at a point of the picture; beyond 0–1 outside of its room. */
export function bubblePlaceAt(
  corner: { x: number; y: number },
  size: BubbleSize,
  picture: Size,
): BubblePlace {
  const { room } = bubbleRoom(size, picture);
  return { x: (corner.x - room.x) / room.width, y: (corner.y - room.y) / room.height };
}

/** The camera over a screen: round or with soft corners. */
export function bubble(camera: Size, picture: Size, look: Look): Placement {
  const to = bubbleRectangle(look, picture);
  const radius = look.shape === 'round' ? to.width / 2 : Math.round(to.width * cornerShare);
  return { ...cover(camera, to), radius, ring: ringWidth };
}

/**
 * A bubble on its way to the whole picture.
 * @param fill share of the way, 0–1: 0 = the bubble, 1 = the camera fills the picture
 */
function grow(camera: Size, small: Placement, picture: Size, fill: number): Placement {
  const from = small.to;
  const between = (begin: number, end: number) => begin + (end - begin) * fill;
  const to = {
    x: between(from.x, 0),
    y: between(from.y, 0),
    width: between(from.width, picture.width),
    height: between(from.height, picture.height),
  };
  return { ...cover(camera, to), radius: between(small.radius, 0), ring: between(small.ring, 0) };
}

/**
 * Both sources' places, bottom first. A screen that the camera covers wholly has none.
 * @param screen size of the screen's frames; null while there is none
 * @param camera size of the camera's frames; null while there is none
 * @param fill how far the camera has grown over the screen, 0–1
 */
export function arrange(
  screen: Size | null,
  camera: Size | null,
  picture: Size,
  look: Look,
  fill: number,
): { screen: Placement | null; camera: Placement | null } {
  if (camera && (!screen || fill === 1)) return { screen: null, camera: cover(camera, whole(picture)) };
  return {
    screen: screen && contain(screen, picture),
    camera: camera && grow(camera, bubble(camera, picture, look), picture, fill),
  };
}
