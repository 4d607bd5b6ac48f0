import type { Rendition } from '@app/contracts';

/** The rendition to play inside the app: the tallest that is at most `maxHeight` pixels, else the smallest there is. */
export function chooseRendition(renditions: readonly Rendition[], maxHeight = 1080): Rendition | undefined {
  const byHeight = renditions.toSorted((one, other) => one.height - other.height);
  return byHeight.findLast(({ height }) => height <= maxHeight) ?? byHeight[0];
}
