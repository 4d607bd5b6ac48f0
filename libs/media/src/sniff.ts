import type { Container } from './media-facts.js';

const ebmlMagic = 0x1a45dfa3;
/** First boxes of MP4 and of old QuickTime files, which have no `ftyp`. */
const firstBoxes = new Set(['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip']);

/**
 * First fence of 7-trust.md: the container is what the first bytes say, never the name or the MIME type.
 * @param head the first 8 bytes or more of the file
 * @returns the demuxer to force, or undefined for everything else (playlists, scripts, pictures, archives)
 */
export function sniffContainer(head: Uint8Array): Container | undefined {
  if (head.length < 8) return undefined;
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (bytes.readUInt32BE(0) === ebmlMagic) return 'matroska';
  return firstBoxes.has(bytes.toString('latin1', 4, 8)) ? 'mov' : undefined;
}
