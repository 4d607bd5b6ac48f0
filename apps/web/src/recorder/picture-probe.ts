/**
 * Counts what the composer does and looks, small, at what its sources send. Used in the worker and on the page alike;
 * cheap enough to run all the time (576 pixels once a second per source, and only when it sent something new).
 */
import type { DrawableSource } from './picture-painter';
import type { Size } from './layout';

/** What a camera or screen sent since the last report. */
export interface SourceCounts {
  /** Pictures; null where the browser does not tell. */
  frames: number | null;
  /** Luma that the brightest fiftieth of the picture reaches, 0–255; null before its first picture. */
  brightness: number | null;
}

/** What the composer counted since its last report. */
export interface PictureCounts {
  /** Pictures there should be. */
  due: number;
  /** Pictures handed on. */
  made: number;
  screen: SourceCounts;
  camera: SourceCounts;
}

/** A source as the composer has it. */
export interface ProbedSource {
  picture: DrawableSource | null;
  /** Pictures it sent since it exists; null where the browser does not tell. */
  frameCount: number | null;
}

const reportMs = 500;
const sampleMs = 1000;
const sampleSize: Size = { width: 32, height: 18 };

type SampleContext = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Reports twice a second. */
export class PictureProbe {
  private made = 0;
  private readonly sources = { screen: new SourceProbe(), camera: new SourceProbe() };

  /**
   * @param begunMs now, monotonic milliseconds
   * @param framesPerSecond how many pictures are due
   */
  constructor(
    private begunMs: number,
    private readonly framesPerSecond: number,
  ) {}

  /** A picture was handed on. */
  countMade(): void {
    this.made += 1;
  }

  /**
   * To be called for every picture that is due.
   * @param context a canvas of any content, at least 32×18, made with `willReadFrequently`; is drawn over
   * @returns null until half a second has passed
   */
  report(
    nowMs: number,
    context: SampleContext,
    sources: Record<'screen' | 'camera', ProbedSource>,
  ): PictureCounts | null {
    const spanMs = nowMs - this.begunMs;
    if (spanMs < reportMs) return null;
    const { made } = this;
    this.begunMs = nowMs;
    this.made = 0;
    return {
      due: Math.round((spanMs / 1000) * this.framesPerSecond),
      made,
      screen: this.sources.screen.look(nowMs, context, sources.screen),
      camera: this.sources.camera.look(nowMs, context, sources.camera),
    };
  }
}

class SourceProbe {
  private seen: number | null = null;
  private sampled: number | null = null;
  private sampledMs = Number.NEGATIVE_INFINITY;
  private brightness: number | null = null;

  look(nowMs: number, context: SampleContext, { picture, frameCount }: ProbedSource): SourceCounts {
    const frames = frameCount === null ? null : Math.max(0, frameCount - (this.seen ?? 0));
    this.seen = frameCount;
    const isNew = frameCount === null || frameCount !== this.sampled;
    if (!picture) this.brightness = null;
    else if (isNew && nowMs - this.sampledMs >= sampleMs) {
      this.brightness = brightnessOf(context, picture);
      this.sampled = frameCount;
      this.sampledMs = nowMs;
    }
    return { frames, brightness: this.brightness };
  }
}

function brightnessOf(context: SampleContext, { image }: DrawableSource): number {
  const { width, height } = sampleSize;
  context.drawImage(image, 0, 0, width, height);
  return brightnessOfPixels(context.getImageData(0, 0, width, height).data);
}

/**
 * The luma that the brightest fiftieth of the pixels reaches: a few hot pixels do not make a picture.
 * @param pixels RGBA, 0–255
 */
export function brightnessOfPixels(pixels: Uint8ClampedArray): number {
  const lumas: number[] = [];
  for (let at = 0; at + 3 < pixels.length; at += 4)
    lumas.push(0.2126 * (pixels[at] ?? 0) + 0.7152 * (pixels[at + 1] ?? 0) + 0.0722 * (pixels[at + 2] ?? 0));
  lumas.sort((one, other) => other - one);
  return Math.round(lumas[Math.floor(lumas.length / 50)] ?? 0);
}

/** Where samples are drawn. */
export const sampleCanvasSize = sampleSize;
