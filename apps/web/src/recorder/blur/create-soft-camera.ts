import type { Layer } from '../picture-painter';
import { SoftCamera, type BlurState } from './soft-camera';
import { createSurface } from './surface';

const load = async () => (await import('./person-finder')).loadPersonFinder();

/** Makes a camera that can be put out of focus. What that needs is fetched when it is wanted for the first time. */
export function createSoftCamera(camera: Layer, changed: (state: BlurState) => void): SoftCamera {
  return new SoftCamera(camera, { load, createSurface, changed });
}
