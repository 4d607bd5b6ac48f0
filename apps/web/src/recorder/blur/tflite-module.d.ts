/** TensorFlow Lite for one model, as `@twilio/video-processors` packs it. */
declare module '@twilio/video-processors/dist/build/tflite-simd-1-0-0.js' {
  /** Numbers are places in `HEAPU8`, in bytes. */
  export interface TfLiteModule {
    readonly HEAPU8: Uint8Array;
    readonly HEAPF32: Float32Array;
    _getModelBufferMemoryOffset(): number;
    /** @returns 0 when the model is understood */
    _loadModel(bytes: number): number;
    _getInputMemoryOffset(): number;
    _getInputWidth(): number;
    _getInputHeight(): number;
    _getOutputMemoryOffset(): number;
    _runInference(): number;
  }
  export default function createModule(options: { locateFile(): string }): Promise<TfLiteModule>;
}
