import { type Storage } from '@app/storage';
import { Injectable } from '@nestjs/common';
import { buffer } from 'node:stream/consumers';
import { InjectStorage } from '../../adapters/adapters.module.js';
import { gifFrames, gifHead, joinGif, sharpOf } from './gif-frames.js';
import { decodePicture, maskOf, type MovingPicture } from './moving-picture.js';
import { baseOf } from './picture-base.js';
import { bandHeightOf, type PictureSize, playButton, playCircleOf, textBand } from './picture-layers.js';
import { joinWebp, webpFrames, webpHead } from './webp-frames.js';

/** What a preview is encoded as. */
export type PreviewFormat = 'gif' | 'webp';

/** What moves, or stands still, below the words: keys in storage. */
export interface PreviewSource {
  previewKey: string | null;
  /** Stands in while there is no animated preview. */
  posterKey: string | null;
}

/** All of a preview that is the same for everybody. */
export interface PreviewStage {
  size: PictureSize;
  /** RGBA of the first frame, on which the words come. */
  first: Uint32Array;
  delayMs: number;
  /** The others, encoded. */
  frames: Buffer[];
}

/** What is personal: the beginning of the file, with its first frame. */
export interface PreviewHead {
  bytes: Buffer;
  canvas: PictureSize;
}

/** Largest file that mail programs load willingly, bytes. */
export const maxPreviewBytes = 1_500_000;
const maxWidth = 480;

/**
 * Draws previews in two steps: the stage once for each video, the head once for each text. The play button stands in the first
 * frame and later ones leave its place out; the words have a band of their own below. So a name costs one frame, not the
 * animation, and mail programs that show only the first frame show all of it.
 */
@Injectable()
export class PreviewDrawer {
  constructor(@InjectStorage() private readonly storage: Storage) {}

  /** @throws the storage's error */
  async drawStage({ previewKey, posterKey }: PreviewSource, format: PreviewFormat): Promise<PreviewStage> {
    const bytes = previewKey
      ? await buffer((await this.storage.read(previewKey)).stream)
      : await baseOf(this.storage, posterKey);
    const picture = await decodePicture(bytes, maxWidth);
    const mask = maskOf(picture, playCircleOf(picture));
    const frames = await (format === 'gif' ? gifFrames(picture, mask) : webpFrames(picture, mask));
    return stageOf(picture, frames);
  }

  /** @param text from `drawableText`; empty for a play button alone @param accentColor `#rrggbb` */
  async drawHead(
    { size, first, delayMs, frames }: PreviewStage,
    text: string,
    accentColor: string,
    format: PreviewFormat,
  ): Promise<PreviewHead> {
    const bandHeight = text ? bandHeightOf(size) : 0;
    const canvas = { width: size.width, height: size.height + bandHeight };
    const band = { width: size.width, height: bandHeight, top: size.height };
    const layers = [playButton(accentColor, size), ...(text ? await textBand(text, band, 1) : [])];
    const drawn = sharpOf(first, size).extend({ bottom: bandHeight, background: '#000' }).composite(layers);
    const bytes =
      format === 'gif'
        ? await gifHead(drawn, delayMs, frames.length > 0)
        : await webpHead(drawn, canvas, delayMs);
    return { bytes, canvas };
  }
}

/** The parts of the file, in order; those of the stage are shared, not copied. */
export function joinPreview(
  { bytes, canvas }: PreviewHead,
  { frames }: PreviewStage,
  format: PreviewFormat,
): Buffer[] {
  return format === 'gif'
    ? joinGif(bytes, frames, maxPreviewBytes)
    : joinWebp(bytes, frames, canvas, maxPreviewBytes);
}

function stageOf(picture: MovingPicture, frames: Buffer[]): PreviewStage {
  const { width, height, delaysMs } = picture;
  // A copy, so that the other frames do not stay in memory with it.
  const first = picture.frames[0]?.slice() ?? new Uint32Array(width * height);
  return { size: { width, height }, first, delayMs: delaysMs[0] ?? 0, frames };
}
