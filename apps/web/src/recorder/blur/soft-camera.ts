import type { Size } from '../layout';
import type { DrawableSource, Layer } from '../picture-painter';
import type { PersonFinder } from './person-finder';
import { PersonMask } from './person-mask';
import type { Surface } from './surface';

/** `loading` and `broken`: the whole picture is soft, because nobody is to see what was meant to be hidden. */
export type BlurState = 'off' | 'loading' | 'on' | 'broken';

/** What the camera needs from outside, so that a test can replace it. */
export interface SoftCameraParts {
  load(): Promise<PersonFinder>;
  createSurface(size: Size, isReadOften?: boolean): Surface;
  /** Told whenever the state changes. */
  changed(state: BlurState): void;
}

/**
 * Down to a 32nd of the camera's size and up again, in steps: each halving is an average of four pixels, where one
 * great leap would only leave pixels out. As soft as out of focus, and cheap everywhere.
 */
const softSteps = [2, 4, 8, 16, 32, 16, 4];

/** A camera whose background can be put out of focus. Stands between the camera and the painter. */
export class SoftCamera implements Layer {
  source: DrawableSource | null = null;
  version = 0;
  private state: BlurState = 'off';
  private drawnState: BlurState = 'off';
  private drawnVersion = Number.NaN;
  private mask: PersonMask | null = null;
  private surfaces: { size: Size; soft: Surface[]; picture: Surface; person: Surface } | null = null;

  constructor(
    private readonly camera: Layer,
    private readonly parts: SoftCameraParts,
  ) {}

  /** Puts the background out of focus, or back. */
  setBlurred(isBlurred: boolean): void {
    if (!isBlurred) this.turn('off');
    else if (this.mask) this.turn('on');
    // Broken: switching it off and on tries again.
    else if (this.state === 'off') void this.load();
  }

  /** Brings {@link source} up to date; to be called before painting. */
  update(): void {
    if (this.drawnVersion === this.camera.version && this.drawnState === this.state) return;
    this.drawnVersion = this.camera.version;
    this.drawnState = this.state;
    this.version += 1;
    const { source } = this.camera;
    this.source = source && this.state !== 'off' ? this.soften(source) : source;
  }

  private async load(): Promise<void> {
    this.turn('loading');
    try {
      const finder = await this.parts.load();
      this.mask = new PersonMask(finder, this.parts.createSurface(finder.size, true));
      if (this.state !== 'off') this.turn('on');
    } catch {
      if (this.state !== 'off') this.turn('broken');
    }
  }

  private turn(state: BlurState): void {
    if (state === this.state) return;
    this.state = state;
    this.parts.changed(state);
  }

  private soften({ image, width, height }: DrawableSource): DrawableSource {
    const { soft, picture, person } = this.surfacesOf({ width, height });
    let below = image;
    for (const { image: next, context } of soft) {
      context.drawImage(below, 0, 0, context.canvas.width, context.canvas.height);
      below = next;
    }
    picture.context.drawImage(below, 0, 0, width, height);
    const shape = this.shapeIn(image);
    if (shape) {
      const { context } = person;
      context.globalCompositeOperation = 'copy';
      context.drawImage(shape, 0, 0, width, height);
      context.globalCompositeOperation = 'source-in';
      context.drawImage(image, 0, 0, width, height);
      picture.context.drawImage(person.image, 0, 0);
    }
    return { image: picture.image, width, height };
  }

  /** The person's shape; null where nobody may be shown sharp. A finder that breaks must not end the recording. */
  private shapeIn(image: CanvasImageSource): CanvasImageSource | null {
    if (this.state !== 'on' || !this.mask) return null;
    try {
      return this.mask.of(image);
    } catch {
      this.mask = null;
      this.turn('broken');
      return null;
    }
  }

  private surfacesOf(size: Size) {
    const { width, height } = size;
    const known = this.surfaces;
    if (known && known.size.width === width && known.size.height === height) return known;
    const create = (one: Size) => this.parts.createSurface(one);
    this.surfaces = {
      size,
      soft: softSteps.map((step) =>
        create({ width: Math.ceil(width / step), height: Math.ceil(height / step) }),
      ),
      picture: create(size),
      person: create(size),
    };
    return this.surfaces;
  }
}
