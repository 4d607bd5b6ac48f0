import { Glide } from './glide';
import { arrange, type Placement, type Rectangle, type Size } from './layout';
import { defaultLook, type Look } from './look';

/** A picture with its size: a `VideoFrame` in the worker, a `<video>` on the page. */
export interface DrawableSource extends Size {
  image: CanvasImageSource;
}

/** The newest picture of a source. */
export interface Layer {
  /** null while there is none. */
  source: DrawableSource | null;
  /** Changes with every new picture. */
  version: number;
}

/** What both kinds of canvas offer. */
export type Context2d = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

const backdrop = '#1c1a17';
/** Opaque: it is drawn again and again over itself. */
const bubbleRing = '#f4f1ec';
const glideMs = 300;

/**
 * Draws the composed picture, and of it only what has changed. Most screens stand still most of the time, and
 * converting a screen's frame is what composing costs: then only the camera is drawn, over itself.
 */
export class PicturePainter {
  private look = defaultLook;
  private readonly fill = new Glide(glideMs);
  private card: { image: ImageBitmap; shown: Glide } | null = null;
  /** The canvas shows this card and nothing else. */
  private drawnCard: ImageBitmap | null = null;
  private drawn: { screen: number; camera: number; place: string } | null = null;

  /** @param context of an opaque canvas, as large as the picture */
  constructor(private context: Context2d) {}

  /** Goes on with another canvas, or with one that was emptied by resizing. */
  setContext(context: Context2d): void {
    this.context = context;
    this.drawn = null;
    this.drawnCard = null;
  }

  /** Draws the camera differently from now on. @param nowMs monotonic milliseconds, as for {@link paint} */
  setLook(look: Look, nowMs: number): void {
    this.look = look;
    this.fill.turn(look.isCameraFull, nowMs);
  }

  /**
   * Covers the picture with a card at once, or lets the present one fade.
   * @param image belongs to the painter from now on; null = back to the sources
   */
  setCard(image: ImageBitmap | null, nowMs: number): void {
    if (!image) return this.card?.shown.turn(false, nowMs);
    this.card?.image.close();
    const shown = new Glide(glideMs);
    shown.turn(true, Number.NEGATIVE_INFINITY);
    this.card = { image, shown };
  }

  /** Brings the canvas up to date. */
  paint(screen: Layer, camera: Layer, nowMs: number): void {
    const opacity = this.card?.shown.at(nowMs) ?? 0;
    if (opacity < 1) this.paintSources(screen, camera, nowMs);
    if (this.card) this.paintCard(this.card.image, opacity);
  }

  private paintCard(image: ImageBitmap, opacity: number): void {
    if (opacity === 0) {
      image.close();
      this.card = null;
      this.drawnCard = null;
      return;
    }
    if (opacity === 1 && this.drawnCard === image) return;
    const { context } = this;
    context.globalAlpha = opacity;
    context.drawImage(image, 0, 0, context.canvas.width, context.canvas.height);
    context.globalAlpha = 1;
    this.drawnCard = opacity === 1 ? image : null;
    // What lies beneath has to be drawn anew before it is seen again.
    this.drawn = null;
  }

  private paintSources(screen: Layer, camera: Layer, nowMs: number): void {
    const places = arrange(screen.source, camera.source, this.context.canvas, this.look, this.fill.at(nowMs));
    const place = this.describe(places.camera, places.screen !== null);
    const { drawn } = this;
    // A bubble that moved or went leaves its old picture behind: then everything is drawn.
    const isScreenDrawn = drawn?.screen === screen.version && drawn.place === place;
    if (isScreenDrawn && drawn.camera === camera.version) return;
    if (!isScreenDrawn) this.paintScreen(screen.source, places.screen, camera.source !== null);
    if (camera.source && places.camera) this.paintCamera(camera.source.image, places.camera);
    this.drawn = { screen: screen.version, camera: camera.version, place };
  }

  private describe(camera: Placement | null, hasScreen: boolean): string {
    return JSON.stringify([camera?.to, camera?.radius, this.look.isMirrored, hasScreen]);
  }

  private paintScreen(source: DrawableSource | null, place: Placement | null, hasCamera: boolean): void {
    // Without a place while there is a camera: the camera covers everything.
    if (!place && hasCamera) return;
    const { width, height } = this.context.canvas;
    this.context.fillStyle = backdrop;
    this.context.fillRect(0, 0, width, height);
    if (source && place) drawPart(this.context, source.image, place.from, place.to);
  }

  private paintCamera(image: CanvasImageSource, place: Placement): void {
    const { context } = this;
    context.save();
    if (place.radius > 0) {
      context.beginPath();
      context.roundRect(...corners(place.to), place.radius);
      context.clip();
    }
    if (this.look.isMirrored) {
      context.translate(2 * place.to.x + place.to.width, 0);
      context.scale(-1, 1);
    }
    drawPart(context, image, place.from, place.to);
    context.restore();
    if (place.ring > 0) drawRing(context, place);
  }
}

function corners({ x, y, width, height }: Rectangle): [number, number, number, number] {
  return [x, y, width, height];
}

function drawPart(context: Context2d, image: CanvasImageSource, from: Rectangle, to: Rectangle): void {
  context.drawImage(image, ...corners(from), ...corners(to));
}

function drawRing(context: Context2d, { to, radius, ring }: Placement): void {
  // Half of the line lies inside; one pixel more, so that nothing of the old picture shines through.
  const inset = ring / 4;
  context.strokeStyle = bubbleRing;
  context.lineWidth = ring;
  context.beginPath();
  context.roundRect(
    to.x + inset,
    to.y + inset,
    to.width - 2 * inset,
    to.height - 2 * inset,
    Math.max(0, radius - inset),
  );
  context.stroke();
}
