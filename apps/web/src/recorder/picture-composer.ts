/**
 * One composed video track that never changes, whatever happens to the sources behind it: adding or losing a
 * track would end a recording. Two ways: a worker (Chromium), or a canvas on the page.
 */
import type { BlurState } from './blur/soft-camera';
import type { Size } from './layout';
import type { PictureCounts } from './picture-probe';
import type { Look } from './look';

/** Pictures per second of every recording. */
export const framesPerSecond = 30;

/** Puts the newest pictures of both sources into one track. */
export interface PictureComposer {
  /** The composed picture; lives as long as the composer. */
  readonly track: MediaStreamTrack;
  /** Follows another track from now on; null = that source is gone. */
  setSource(source: 'screen' | 'camera', track: MediaStreamTrack | null): void;
  /** Changes the picture's size. Only while nothing is being recorded: a file has one size. */
  resize(picture: Size): void;
  /** Called twice a second with what was counted since the call before, in hidden tabs too. */
  counted: (counts: PictureCounts) => void;
  /** Called whenever the background is put out of focus, or back, or cannot be. */
  blurChanged: (state: BlurState) => void;
  /** Draws the camera differently from now on; also while recording. */
  setLook(look: Look): void;
  /** Covers the picture with a card, which is handed over; null lets it fade. */
  setCard(image: ImageBitmap | null): void;
  close(): void;
}
