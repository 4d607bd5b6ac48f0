import type { Storage } from '@app/storage';
import { buffer } from 'node:stream/consumers';

const placeholder = { width: 1280, height: 720 };

/** The poster, or a dark ground while there is none. @throws the storage's error */
export async function baseOf(storage: Storage, posterKey: string | null): Promise<Buffer> {
  if (posterKey) return buffer((await storage.read(posterKey)).stream);
  const { width, height } = placeholder;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="#3a342c"/><stop offset="1" stop-color="#191714"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/></svg>`,
  );
}
