import { captionLimits } from '@app/contracts';
import { captionsTexts } from './captions.texts';

/** What a file chooser offers. */
export const captionFileNames = '.vtt,.srt,text/vtt,application/x-subrip';

/** The file as it is sent: with the content type of its name, which browsers do not know. */
export const typedFile = (file: File): Blob =>
  new Blob([file], { type: /\.vtt$/i.test(file.name) ? 'text/vtt' : 'application/x-subrip' });

/** Why a file cannot be captions, before it is sent; null when it may be. */
export function refusalOf({ name, size }: File): string | null {
  if (!/\.(vtt|srt)$/i.test(name)) return captionsTexts.notCaptions(name);
  return size > captionLimits.fileBytes ? captionsTexts.tooLarge : null;
}
