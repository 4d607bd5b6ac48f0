import sharp from 'sharp';
import { charactersOf } from './drawable-text.js';
import { loadFonts, pictureFont } from './picture-fonts.js';

/** Room for a line, pixels. */
export interface Box {
  width: number;
  height: number;
}

/** A line as a PNG with a clear ground, cut to its ink. */
export interface DrawnLine extends Box {
  png: Buffer;
}

/** Letters between the tallest and the deepest stroke fill so much of the box. */
const letterShare = 0.78;
/** Long lines get smaller down to this share; from there on they are cut short. */
const smallestShare = 0.6;
const ellipsis = '…';

/**
 * Draws one line of text in white. Pango shapes every script and orders it by its direction. A long line is made smaller, and
 * cut short with an ellipsis where that is not enough; nothing is ever larger than the box.
 * @param text from `drawableText`, not empty
 */
export async function drawLine(text: string, box: Box): Promise<DrawnLine> {
  await loadFonts();
  const size = Math.max(6, Math.round(box.height * letterShare));
  const whole = await drawAt(text, size);
  if (isWithin(whole, box)) return whole;
  const share = Math.min(box.width / whole.width, box.height / whole.height);
  const smaller = Math.max(6, Math.floor(size * Math.max(share, smallestShare)));
  const line = await drawAt(text, smaller);
  return isWithin(line, box) ? line : squeezed(await shortened(text, smaller, box.width), box);
}

/** The longest beginning that fits with an ellipsis, found by halving. */
async function shortened(text: string, size: number, width: number): Promise<DrawnLine> {
  const characters = charactersOf(text);
  let [fits, tooLong] = [1, characters.length + 1];
  let best = await drawAt(text, size);
  if (best.width <= width) return best;
  best = await drawAt(`${characters[0]}${ellipsis}`, size);
  while (tooLong - fits > 1) {
    const count = Math.floor((fits + tooLong) / 2);
    // oxlint-disable-next-line no-await-in-loop -- each try depends on the one before
    const line = await drawAt(`${characters.slice(0, count).join('').trimEnd()}${ellipsis}`, size);
    if (line.width > width) tooLong = count;
    else [fits, best] = [count, line];
  }
  return best;
}

/** A single character may be wider or taller than the box. */
async function squeezed(line: DrawnLine, box: Box): Promise<DrawnLine> {
  if (isWithin(line, box)) return line;
  const { data, info } = await sharp(line.png)
    .resize({ ...box, fit: 'inside' })
    .png()
    .toBuffer({ resolveWithObject: true });
  return { png: data, width: info.width, height: info.height };
}

/** @param size of the font, pixels */
async function drawAt(text: string, size: number): Promise<DrawnLine> {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const { data, info } = await sharp({
    text: {
      text: `<span foreground="white">${escaped}</span>`,
      font: `${pictureFont} ${size}`,
      // One point is one pixel.
      dpi: 72,
      rgba: true,
      wrap: 'none',
    },
  })
    .png({ compressionLevel: 1 })
    .toBuffer({ resolveWithObject: true })
    .catch(nothingDrawn);
  return { png: data, width: info.width, height: info.height };
}

/** A font may have a letter without ink; that is an error to the one who draws, and none to us. */
function nothingDrawn(error: Error) {
  if (!error.message.includes('no text to render')) throw error;
  return sharp({ create: { width: 1, height: 1, channels: 4, background: '#0000' } })
    .png()
    .toBuffer({ resolveWithObject: true });
}

const isWithin = (line: Box, box: Box) => line.width <= box.width && line.height <= box.height;
