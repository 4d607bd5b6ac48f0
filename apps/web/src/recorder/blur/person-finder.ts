/** Tells the person in a picture from what is behind: a small model that runs here, in the browser, and nowhere else. */
import createModule from '@twilio/video-processors/dist/build/tflite-simd-1-0-0.js';
import wasmUrl from '@twilio/video-processors/dist/build/tflite-simd-1-0-0.wasm?url';
import modelUrl from '@twilio/video-processors/dist/build/selfie_segmentation_landscape.tflite?url';
import type { Size } from '../layout';

/** Finds the person in one picture after the other. */
export interface PersonFinder {
  /** Size of the pictures that it takes. */
  readonly size: Size;
  /**
   * @param pixels RGBA of such a picture
   * @returns for each pixel how certainly it belongs to a person, 0–1; valid until the next call
   */
  find(pixels: Uint8ClampedArray): Float32Array;
}

/**
 * Loads program and model (2.9 MB, from this server).
 * @throws Error when they cannot be fetched or run
 */
export async function loadPersonFinder(): Promise<PersonFinder> {
  const [tflite, model] = await Promise.all([createModule({ locateFile: () => wasmUrl }), fetchModel()]);
  tflite.HEAPU8.set(model, tflite._getModelBufferMemoryOffset());
  if (tflite._loadModel(model.byteLength) !== 0) throw new Error('The model was not understood.');
  const size = { width: tflite._getInputWidth(), height: tflite._getInputHeight() };
  const count = size.width * size.height;
  const bytesPerNumber = Float32Array.BYTES_PER_ELEMENT;
  return {
    size,
    find: (pixels) => {
      // The memory may have grown and moved: what lies in it is looked up each time.
      const input = tflite.HEAPF32.subarray(tflite._getInputMemoryOffset() / bytesPerNumber);
      for (let pixel = 0; pixel < count; pixel += 1)
        for (let channel = 0; channel < 3; channel += 1)
          input[pixel * 3 + channel] = (pixels[pixel * 4 + channel] ?? 0) / 255;
      tflite._runInference();
      const output = tflite._getOutputMemoryOffset() / bytesPerNumber;
      return tflite.HEAPF32.subarray(output, output + count);
    },
  };
}

async function fetchModel(): Promise<Uint8Array> {
  const reply = await fetch(modelUrl);
  if (!reply.ok) throw new Error(`The model answered ${reply.status}.`);
  return new Uint8Array(await reply.arrayBuffer());
}
