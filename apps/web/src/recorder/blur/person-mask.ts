import type { PersonFinder } from './person-finder';
import type { Surface } from './surface';

/** Certainties between these are the soft edge of the person, 0–1. */
const edge = { from: 0.3, to: 0.7 };
/** Share of the newest look: edges of single pictures flicker. */
const newestShare = 0.7;

/** How much of a pixel is shown sharp, 0–255. @param certainty that it belongs to the person, 0–1 */
export function sharpnessOf(certainty: number): number {
  const share = Math.min(1, Math.max(0, (certainty - edge.from) / (edge.to - edge.from)));
  return Math.round(255 * share * share * (3 - 2 * share));
}

/** The shape of the person in a camera's pictures: opaque where the person is. */
export class PersonMask {
  private readonly certainties: Float32Array;

  /** @param surface as large as the finder's pictures, made to be read often */
  constructor(
    private readonly finder: PersonFinder,
    private readonly surface: Surface,
  ) {
    this.certainties = new Float32Array(finder.size.width * finder.size.height);
  }

  /** @returns a small canvas, drawn over by the next call */
  of(image: CanvasImageSource): CanvasImageSource {
    const { context } = this.surface;
    const { width, height } = this.finder.size;
    context.globalCompositeOperation = 'copy';
    context.drawImage(image, 0, 0, width, height);
    const pixels = context.getImageData(0, 0, width, height);
    for (const [index, found] of this.finder.find(pixels.data).entries()) {
      const certainty = newestShare * found + (1 - newestShare) * (this.certainties[index] ?? 0);
      this.certainties[index] = certainty;
      pixels.data[index * 4 + 3] = sharpnessOf(certainty);
    }
    context.putImageData(pixels, 0, 0);
    return this.surface.image;
  }
}
