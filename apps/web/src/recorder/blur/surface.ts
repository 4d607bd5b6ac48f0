import type { Size } from '../layout';
import type { Context2d } from '../picture-painter';

/** A canvas and the way to draw on it. */
export interface Surface {
  readonly image: CanvasImageSource;
  readonly context: Context2d;
}

/** As every browser of today makes one. @throws Error where it does not */
export function createSurface({ width, height }: Size, isReadOften = false): Surface {
  const image = new OffscreenCanvas(width, height);
  const context = image.getContext('2d', { willReadFrequently: isReadOften });
  if (!context) throw new Error('No 2D canvas in this browser.');
  return { image, context };
}
