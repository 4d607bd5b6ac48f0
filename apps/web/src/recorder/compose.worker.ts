/**
 * Composes screen and camera off the page: reads both tracks' frames, keeps the newest of each and writes a
 * picture on every point of the grid. Runs at full speed while the tab is hidden (`5-media.md`, Recording).
 */
/// <reference lib="webworker" />
import { createSoftCamera } from './blur/create-soft-camera';
import type { ComposeMessage, ComposeNews } from './compose-messages';
import { FrameGrid } from './frame-grid';
import { landscape, type Size } from './layout';
import { PicturePainter, type DrawableSource, type Layer } from './picture-painter';
import { PictureProbe, sampleCanvasSize, type ProbedSource } from './picture-probe';

/** The newest frame of one track; owns it and closes it. */
class LatestFrame implements Layer {
  private frame: VideoFrame | null = null;
  /** Grows with every new frame. */
  version = 0;
  private reader: ReadableStreamDefaultReader<VideoFrame> | null = null;

  follow(frames: ReadableStream<VideoFrame> | null): void {
    // The track behind the old stream may have ended already; cancelling is only a courtesy then.
    this.reader?.cancel().catch(() => undefined);
    this.reader = frames?.getReader() ?? null;
    if (this.reader) void this.read(this.reader);
    else this.replace(null);
  }

  get probed(): ProbedSource {
    return { picture: this.source, frameCount: this.version };
  }

  get source(): DrawableSource | null {
    const { frame } = this;
    return frame && { image: frame, width: frame.displayWidth, height: frame.displayHeight };
  }

  private async read(reader: ReadableStreamDefaultReader<VideoFrame>): Promise<void> {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (reader === this.reader) this.replace(value);
      else value.close();
    }
    if (reader === this.reader) this.replace(null);
  }

  private replace(frame: VideoFrame | null): void {
    this.frame?.close();
    this.frame = frame;
    this.version += 1;
  }
}

const sources = { screen: new LatestFrame(), camera: new LatestFrame() };
const softCamera = createSoftCamera(sources.camera, (state) => tell({ type: 'blur', state }));
let canvas = new OffscreenCanvas(landscape.width, landscape.height);
const painter = new PicturePainter(contextOf(canvas));
let isRunning = false;

function tell(news: ComposeNews): void {
  postMessage(news);
}

function contextOf(surface: OffscreenCanvas, willReadFrequently = false): OffscreenCanvasRenderingContext2D {
  const context2d = surface.getContext('2d', { alpha: false, willReadFrequently });
  if (!context2d) throw new Error('No 2D canvas in this browser.');
  return context2d;
}

function resize(picture: Size): void {
  if (canvas.width === picture.width && canvas.height === picture.height) return;
  canvas = new OffscreenCanvas(picture.width, picture.height);
  painter.setContext(contextOf(canvas));
}

/**
 * Pictures carry moments of the page's clock, so that the recorder can lay them beside the sound.
 * @param pageOriginMs the page's `performance.timeOrigin`
 */
function run(output: WritableStream<VideoFrame>, framesPerSecond: number, pageOriginMs: number): void {
  const toPageMs = performance.timeOrigin - pageOriginMs;
  const writer = output.getWriter();
  const grid = new FrameGrid(performance.now(), framesPerSecond);
  const probe = new PictureProbe(performance.now(), framesPerSecond);
  const sample = contextOf(new OffscreenCanvas(sampleCanvasSize.width, sampleCanvasSize.height), true);
  isRunning = true;
  const tick = (): void => {
    if (!isRunning) return;
    const timeMs = grid.take(performance.now());
    // A reader that cannot follow loses pictures, never memory.
    if (timeMs !== null && (writer.desiredSize ?? 0) > 0) {
      softCamera.update();
      painter.paint(sources.screen, softCamera, performance.now());
      probe.countMade();
      const frame = new VideoFrame(canvas, {
        timestamp: Math.round((timeMs + toPageMs) * 1000),
        alpha: 'discard',
      });
      writer.write(frame).catch(() => {
        frame.close();
        isRunning = false;
      });
    }
    const { screen, camera } = sources;
    const counts = probe.report(performance.now(), sample, { screen: screen.probed, camera: camera.probed });
    if (counts) tell({ type: 'counts', counts });
    setTimeout(tick, grid.untilNextMs(performance.now()));
  };
  tick();
}

function stop(): void {
  isRunning = false;
  sources.screen.follow(null);
  sources.camera.follow(null);
  close();
}

globalThis.addEventListener('message', ({ data }: MessageEvent<ComposeMessage>) => {
  if (data.type === 'start') {
    resize(data.picture);
    run(data.output, data.framesPerSecond, data.pageOriginMs);
  } else if (data.type === 'source') sources[data.source].follow(data.frames);
  else if (data.type === 'resize') resize(data.picture);
  else if (data.type === 'card') painter.setCard(data.image, performance.now());
  else if (data.type === 'look') {
    painter.setLook(data.look, performance.now());
    softCamera.setBlurred(data.look.isBackgroundSoft);
  } else stop();
});
