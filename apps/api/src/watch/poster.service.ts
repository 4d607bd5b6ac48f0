import { type Storage } from '@app/storage';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import sharp, { type OverlayOptions } from 'sharp';
import { InjectStorage } from '../adapters/adapters.module.js';

/** What a picture of a link shows. */
export interface Picture {
  /** Key of the video's poster in storage; null while there is none. */
  posterKey: string | null;
  /** Words drawn on it, usually the prospect's name; empty for none. */
  text: string;
  hasPlayButton: boolean;
  accentColor: string;
}

/** Drawn bytes with a strong validator. */
export interface DrawnPicture {
  bytes: Buffer;
  etag: string;
}

const maxKept = 200;
const placeholder = { width: 1280, height: 720 };

/** Draws posters with the prospect's name on request, and keeps the latest ones. */
@Injectable()
export class PosterService {
  private readonly drawn = new Map<string, Promise<DrawnPicture>>();

  constructor(@InjectStorage() private readonly storage: Storage) {}

  /** The poster as JPEG, or as a one-frame GIF where an animated preview is not there yet. @throws the storage's error */
  draw(picture: Picture, format: 'jpeg' | 'gif' = 'jpeg'): Promise<DrawnPicture> {
    const key = JSON.stringify([picture, format]);
    const known = this.drawn.get(key);
    if (known) return known;
    const drawing = this.render(picture, format);
    this.drawn.set(key, drawing);
    drawing.catch(() => this.drawn.delete(key));
    const oldest = this.drawn.keys().next();
    if (this.drawn.size > maxKept && !oldest.done) this.drawn.delete(oldest.value);
    return drawing;
  }

  private async render(picture: Picture, format: 'jpeg' | 'gif'): Promise<DrawnPicture> {
    const base = sharp(await this.baseOf(picture.posterKey));
    const { width, height } = await base.metadata();
    const layers = [
      ...(picture.text ? await textLayers(picture.text, width, height) : []),
      ...(picture.hasPlayButton ? [playButton(picture.accentColor, width, height)] : []),
    ];
    const composed = base.composite(layers);
    const bytes = await (
      format === 'gif' ? composed.gif() : composed.jpeg({ quality: 84, mozjpeg: true })
    ).toBuffer();
    return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
  }

  private async baseOf(posterKey: string | null): Promise<Buffer> {
    if (posterKey) return buffer((await this.storage.read(posterKey)).stream);
    const { width, height } = placeholder;
    return Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="#3a342c"/><stop offset="1" stop-color="#191714"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/></svg>`,
    );
  }
}

function playButton(color: string, width: number, height: number): OverlayOptions {
  const radius = Math.round(Math.min(width, height) * 0.11);
  const [side, half] = [radius * 2 + 8, radius + 4];
  const tip = radius * 0.42;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><circle cx="${half}" cy="${half}" r="${radius}" fill="${color}" stroke="#fff" stroke-width="4"/><path d="M${half - tip * 0.8} ${half - tip}L${half + tip} ${half}L${half - tip * 0.8} ${half + tip}Z" fill="#fff"/></svg>`;
  return { input: Buffer.from(svg), gravity: 'centre' };
}

/** Words on a dark band at the foot; Pango shapes every script and shrinks long names to fit. */
async function textLayers(text: string, width: number, height: number): Promise<OverlayOptions[]> {
  const bandHeight = Math.max(24, Math.round(height * 0.17));
  const inset = Math.round(bandHeight * 0.22);
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const drawn = await sharp({
    text: {
      text: `<span foreground="white"><b>${escaped}</b></span>`,
      font: 'DejaVu Sans',
      width: width - 2 * inset,
      height: bandHeight - 2 * inset,
      rgba: true,
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });
  const band = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${bandHeight}"><rect width="100%" height="100%" fill="#000" fill-opacity="0.62"/></svg>`,
  );
  const top = height - bandHeight + Math.round((bandHeight - drawn.info.height) / 2);
  return [
    { input: band, top: height - bandHeight, left: 0 },
    { input: drawn.data, top: Math.max(0, top), left: inset },
  ];
}
