import type { BlurState } from './blur/soft-camera';
import type { Size } from './layout';
import type { Look } from './look';
import type { PictureCounts } from './picture-probe';

/** What the page tells the composing worker. Streams are transferred, never copied. */
export type ComposeMessage =
  | {
      type: 'start';
      output: WritableStream<VideoFrame>;
      picture: Size;
      framesPerSecond: number;
      pageOriginMs: number;
    }
  | { type: 'source'; source: 'screen' | 'camera'; frames: ReadableStream<VideoFrame> | null }
  | { type: 'resize'; picture: Size }
  | { type: 'look'; look: Look }
  | { type: 'card'; image: ImageBitmap | null }
  | { type: 'stop' };

/** What the composing worker tells the page. */
export type ComposeNews = { type: 'counts'; counts: PictureCounts } | { type: 'blur'; state: BlurState };
