import { clock } from './clock.js';
import { element, type Storyboard } from './page-facts.js';
import type { PlayedTime } from './played-time.js';

/** Which of the small pictures stands for a position of the file. @returns its place in their picture, pixels */
export function tileAt(
  { count, columns, stepMs, tileWidth, tileHeight }: Storyboard,
  fileSeconds: number,
): { x: number; y: number } {
  const index = Math.min(count - 1, Math.max(0, Math.floor((fileSeconds * 1000) / stepMs)));
  return { x: (index % columns) * tileWidth, y: Math.floor(index / columns) * tileHeight };
}

/** Which share of a bar lies left of a pointer, 0–1. @param thumb pixels: its middle reaches neither end */
export function shareAt(
  pointerX: number,
  { left, width }: { left: number; width: number },
  thumb: number,
): number {
  return Math.min(1, Math.max(0, (pointerX - left - thumb / 2) / Math.max(1, width - thumb)));
}

const thumbWidth = 15;

/**
 * Shows what is at the place under the pointer before anybody jumps there; while the thumb is dragged too, by a finger as well.
 * @param duration of what the clock shows, seconds
 */
export function bindGlance(board: Storyboard, time: PlayedTime, duration: () => number): void {
  const bar = element<HTMLInputElement>('seek');
  const glance = element('glance');
  const [picture, label] = glance.children as unknown as [HTMLElement, HTMLElement];
  const { tileWidth, tileHeight } = board;
  Object.assign(picture.style, { width: `${tileWidth}px`, height: `${tileHeight}px` });
  const show = (share: number): void => {
    const shown = share * duration();
    const { x, y } = tileAt(board, time.fileAt(shown));
    // Asked for when it is wanted for the first time.
    picture.style.backgroundImage = `url("${board.url}")`;
    picture.style.backgroundPosition = `-${x}px -${y}px`;
    label.textContent = clock(shown);
    glance.hidden = false;
    const middle = bar.offsetLeft + thumbWidth / 2 + share * (bar.offsetWidth - thumbWidth);
    const most = (glance.parentElement?.clientWidth ?? 0) - glance.offsetWidth - 8;
    glance.style.left = `${Math.max(8, Math.min(most, middle - glance.offsetWidth / 2))}px`;
  };
  const hide = (): void => void (glance.hidden = true);
  bar.addEventListener('pointermove', ({ clientX, pointerType }) => {
    if (pointerType === 'mouse') show(shareAt(clientX, bar.getBoundingClientRect(), thumbWidth));
  });
  bar.addEventListener('input', () => show(Number(bar.value) / 1000));
  for (const event of ['pointerleave', 'pointerup', 'change', 'blur']) bar.addEventListener(event, hide);
}
