import { isUtf8 } from 'node:buffer';

/**
 * Text of a file: UTF-8 or UTF-16 by its mark, else the named encoding, else UTF-8, else Windows-1252, which most old
 * programs of the West write. The mark itself is left out.
 * @param charset as a content type names it; one that is not known is passed over
 */
export function decodeText(bytes: Buffer, charset?: string): string {
  return new TextDecoder(encodingOf(bytes, charset)).decode(bytes);
}

function encodingOf(bytes: Buffer, charset?: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Valid UTF-8 beyond ASCII is hardly ever anything else, whatever was said of it.
  if (isUtf8(bytes)) return 'utf-8';
  return charset !== undefined && isKnown(charset) ? charset : 'windows-1252';
}

function isKnown(charset: string): boolean {
  try {
    return new TextDecoder(charset).encoding !== 'utf-8';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_NOT_SUPPORTED') return false;
    throw error;
  }
}
