import { createSoftCamera } from './blur/create-soft-camera';
import type { BlurState } from './blur/soft-camera';
import type { Size } from './layout';
import type { Look } from './look';
import { framesPerSecond, type PictureComposer } from './picture-composer';
import { PictureProbe, sampleCanvasSize, type PictureCounts, type ProbedSource } from './picture-probe';
import { TickGate } from './tick-gate';
import { PicturePainter, type DrawableSource, type Layer } from './picture-painter';

/** Composes on the page with `<video>` elements: Firefox and Safari. */
export class CanvasComposer implements PictureComposer {
  readonly track: MediaStreamTrack;
  counted: (counts: PictureCounts) => void = () => undefined;
  blurChanged: (state: BlurState) => void = () => undefined;
  private readonly probe = new PictureProbe(performance.now(), framesPerSecond);
  private readonly sample = sampleContext();
  private readonly canvas = document.createElement('canvas');
  private readonly painter: PicturePainter;
  private readonly ticker: Worker;
  private readonly gate = new TickGate();
  private readonly videos = { screen: silentVideo(), camera: silentVideo() };
  /** A video does not tell whether its picture is new: every one counts as new. */
  private version = 0;
  private readonly camera: Layer = { source: null, version: 0 };
  private readonly softCamera = createSoftCamera(this.camera, (state) => this.blurChanged(state));

  constructor(picture: Size) {
    const context = this.canvas.getContext('2d', { alpha: false });
    const [track] = this.canvas.captureStream(framesPerSecond).getVideoTracks();
    if (!context || !track) throw new Error('This browser cannot capture a canvas.');
    this.painter = new PicturePainter(context);
    this.track = track;
    this.resize(picture);
    this.ticker = new Worker(new URL('./ticker.worker.ts', import.meta.url), { type: 'module' });
    this.ticker.addEventListener('message', ({ data }: MessageEvent<number>) =>
      this.gate.run(data, () => this.draw()),
    );
  }

  setSource(source: 'screen' | 'camera', track: MediaStreamTrack | null): void {
    const video = this.videos[source];
    video.srcObject = track && new MediaStream([track]);
    // A play that is interrupted by the next source is no failure.
    if (track) video.play().catch(() => undefined);
  }

  resize(picture: Size): void {
    this.canvas.width = picture.width;
    this.canvas.height = picture.height;
  }

  setLook(look: Look): void {
    this.painter.setLook(look, performance.now());
    this.softCamera.setBlurred(look.isBackgroundSoft);
  }

  setCard(image: ImageBitmap | null): void {
    this.painter.setCard(image, performance.now());
  }

  close(): void {
    this.ticker.terminate();
    this.track.stop();
    this.videos.screen.srcObject = null;
    this.videos.camera.srcObject = null;
  }

  private draw(): void {
    const version = (this.version += 1);
    const screen = { source: drawable(this.videos.screen), version };
    Object.assign(this.camera, { source: drawable(this.videos.camera), version });
    this.softCamera.update();
    this.painter.paint(screen, this.softCamera, performance.now());
    this.probe.countMade();
    const sources = { screen: probed(this.videos.screen), camera: probed(this.videos.camera) };
    const counts = this.probe.report(performance.now(), this.sample, sources);
    if (counts) this.counted(counts);
  }
}

function silentVideo(): HTMLVideoElement {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  return video;
}

function sampleContext(): CanvasRenderingContext2D {
  const canvas = Object.assign(document.createElement('canvas'), sampleCanvasSize);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new Error('No 2D canvas in this browser.');
  return context;
}

function probed(video: HTMLVideoElement): ProbedSource {
  // A hidden page's videos may stand still while their cameras do not.
  const isTold = !document.hidden && typeof video.getVideoPlaybackQuality === 'function';
  const frameCount = isTold ? video.getVideoPlaybackQuality().totalVideoFrames : null;
  return { picture: drawable(video), frameCount };
}

function drawable(video: HTMLVideoElement): DrawableSource | null {
  if (!video.srcObject || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
  return { image: video, width: video.videoWidth, height: video.videoHeight };
}
