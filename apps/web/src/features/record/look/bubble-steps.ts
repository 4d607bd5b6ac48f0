import type { BubblePlace } from '../../../recorder/look';

const step = 0.05;
const largeStep = 0.25;
/** How near to an edge or a middle a dragged bubble is drawn there, as a share of its way. */
const pull = 0.03;

const directions: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Clockwise, as the eye goes round. */
const corners: readonly BubblePlace[] = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
];

/** Whole hundredths: steps add up without a trace of binary fractions. */
const tidy = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * 100) / 100;

/** Where a key takes the bubble; null for keys that do not move it. */
export function stepBubble(place: BubblePlace, key: string, isLarge: boolean): BubblePlace | null {
  const direction = directions[key];
  if (!direction) return null;
  const length = isLarge ? largeStep : step;
  return { x: tidy(place.x + direction[0] * length), y: tidy(place.y + direction[1] * length) };
}

/** The corner after this one, clockwise; from anywhere else the first step goes to the upper left. */
export function nextCorner({ x, y }: BubblePlace): BubblePlace {
  const index = corners.findIndex((corner) => corner.x === x && corner.y === y);
  return corners[(index + 1) % corners.length] ?? { x: 0, y: 0 };
}

/** Draws a dragged bubble to edges and middles that are near. */
export function snapBubble({ x, y }: BubblePlace): BubblePlace {
  return { x: snap(x), y: snap(y) };
}

function snap(share: number): number {
  return [0, 0.5, 1].find((mark) => Math.abs(share - mark) < pull) ?? Math.min(1, Math.max(0, share));
}
