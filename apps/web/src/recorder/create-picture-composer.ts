import { CanvasComposer } from './canvas-composer';
import type { Size } from './layout';
import type { PictureComposer } from './picture-composer';
import { WorkerComposer } from './worker-composer';

/** Makes the composer that suits this browser. */
export function createPictureComposer(picture: Size): PictureComposer {
  return WorkerComposer.isSupported() ? new WorkerComposer(picture) : new CanvasComposer(picture);
}
