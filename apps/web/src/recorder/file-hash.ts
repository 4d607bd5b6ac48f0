/**
 * A file's SHA-256 in hex, computed in a worker of its own.
 * @throws Error when the file cannot be read (moved or changed since it was chosen)
 */
export function hashFile(file: File): Promise<string> {
  const worker = new Worker(new URL('./file-hash.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<string>((resolve, reject) => {
    worker.addEventListener('error', () => reject(new Error('The checksum could not be computed.')));
    worker.addEventListener('message', ({ data }: MessageEvent<{ sha256?: string; failure?: string }>) => {
      if (data.sha256) resolve(data.sha256);
      else reject(new Error(data.failure));
    });
    worker.postMessage(file, []);
  }).finally(() => worker.terminate());
}
