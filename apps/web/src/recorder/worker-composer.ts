import type { BlurState } from './blur/soft-camera';
import type { ComposeMessage, ComposeNews } from './compose-messages';
import type { Size } from './layout';
import type { Look } from './look';
import { framesPerSecond, type PictureComposer } from './picture-composer';
import type { PictureCounts } from './picture-probe';

/** Chromium's way to make a track from frames; not in the DOM library's types. */
interface TrackGenerator extends MediaStreamTrack {
  readonly writable: WritableStream<VideoFrame>;
}
type TrackGeneratorConstructor = new (init: { kind: 'video' }) => TrackGenerator;

function trackGenerator(): TrackGeneratorConstructor | null {
  const found: unknown = Reflect.get(globalThis, 'MediaStreamTrackGenerator');
  return typeof found === 'function' ? (found as TrackGeneratorConstructor) : null;
}

/** Composes in a worker by its own timer: 30 pictures a second even while the tab is hidden. */
export class WorkerComposer implements PictureComposer {
  readonly track: MediaStreamTrack;
  counted: (counts: PictureCounts) => void = () => undefined;
  blurChanged: (state: BlurState) => void = () => undefined;
  private readonly worker: Worker;

  /** @returns whether the page can hand tracks to a worker and take one back */
  static isSupported(): boolean {
    return (
      trackGenerator() !== null &&
      typeof MediaStreamTrackProcessor === 'function' &&
      typeof OffscreenCanvas === 'function'
    );
  }

  constructor(picture: Size) {
    const Generator = trackGenerator();
    if (!Generator) throw new Error('Call isSupported first.');
    const generator = new Generator({ kind: 'video' });
    this.track = generator;
    this.worker = new Worker(new URL('./compose.worker.ts', import.meta.url), { type: 'module' });
    this.worker.addEventListener('message', ({ data }: MessageEvent<ComposeNews>) => {
      if (data.type === 'counts') this.counted(data.counts);
      else this.blurChanged(data.state);
    });
    this.send(
      {
        type: 'start',
        output: generator.writable,
        picture,
        framesPerSecond,
        pageOriginMs: performance.timeOrigin,
      },
      [generator.writable],
    );
  }

  setSource(source: 'screen' | 'camera', track: MediaStreamTrack | null): void {
    const frames = track
      ? new MediaStreamTrackProcessor({ track: track as MediaStreamVideoTrack }).readable
      : null;
    this.send({ type: 'source', source, frames }, frames ? [frames] : []);
  }

  resize(picture: Size): void {
    this.send({ type: 'resize', picture }, []);
  }

  setLook(look: Look): void {
    this.send({ type: 'look', look }, []);
  }

  setCard(image: ImageBitmap | null): void {
    this.send({ type: 'card', image }, image ? [image] : []);
  }

  close(): void {
    this.track.stop();
    // The worker gives its frames back before it ends.
    this.send({ type: 'stop' }, []);
  }

  private send(message: ComposeMessage, transfer: Transferable[]): void {
    this.worker.postMessage(message, transfer);
  }
}
