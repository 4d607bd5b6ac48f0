import { type Storage } from '@app/storage';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { InjectStorage } from '../adapters/adapters.module.js';
import { drawableText } from './pictures/drawable-text.js';
import { baseOf } from './pictures/picture-base.js';
import { bandHeightOf, playButton, type PictureSize, textBand } from './pictures/picture-layers.js';
import { Recent } from './pictures/recent.js';

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

const maxKeptBytes = 32_000_000;
const bandOpacity = 0.62;

/** Draws posters with the prospect's name on request, and keeps the latest ones. */
@Injectable()
export class PosterService {
  private readonly drawn = new Recent<DrawnPicture>(maxKeptBytes, ({ bytes }) => bytes.length);

  constructor(@InjectStorage() private readonly storage: Storage) {}

  /** The poster as JPEG. @throws the storage's error */
  draw(picture: Picture): Promise<DrawnPicture> {
    return this.drawn.get(JSON.stringify(picture), () => this.render(picture));
  }

  private async render({ posterKey, text, hasPlayButton, accentColor }: Picture): Promise<DrawnPicture> {
    const base = sharp(await baseOf(this.storage, posterKey));
    const size = await base.metadata();
    const layers = [
      ...(await wordsOn(size, drawableText(text))),
      ...(hasPlayButton ? [playButton(accentColor, size)] : []),
    ];
    const bytes = await base.composite(layers).jpeg({ quality: 84, mozjpeg: true }).toBuffer();
    return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
  }
}

async function wordsOn(size: PictureSize, text: string) {
  if (text === '') return [];
  const height = Math.min(size.height, bandHeightOf(size));
  return textBand(text, { width: size.width, height, top: size.height - height }, bandOpacity);
}
