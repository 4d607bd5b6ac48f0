/** Computes a file's SHA-256 beside the upload, reading it piece by piece. */
/// <reference lib="webworker" />
import { createSHA256 } from 'hash-wasm';

async function sha256Of(file: File): Promise<string> {
  const hash = await createSHA256();
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return hash.digest('hex');
    hash.update(value);
  }
}

globalThis.addEventListener('message', async ({ data }: MessageEvent<File>) => {
  try {
    postMessage({ sha256: await sha256Of(data) });
  } catch (error) {
    postMessage({ failure: error instanceof Error ? error.message : String(error) });
  }
});
