import { basename } from 'node:path';
import { describeTracks } from './describe-tracks.js';
import { FfmpegRunError } from './media-error.js';
import type { Rendition } from './media-facts.js';
import { lengthSeconds, writeSegmentIndex } from './segment-index.js';

/**
 * Completes what ffmpeg wrote by its index and reads it back: the facts of a rendition are measured on every fragment, not
 * assumed. No tool is needed for that: starting one takes longer than all of this.
 * @param path of the rendition, written with `publishedOptions`
 * @param isCopy from the plan
 * @throws FfmpegRunError if the file is not a playable MP4
 */
export async function finishRendition(path: string, isCopy: boolean): Promise<Rendition> {
  try {
    const file = await writeSegmentIndex(path);
    const { hasAudio, ...picture } = describeTracks(file.header);
    const durationMs = Math.round(lengthSeconds(file) * 1000);
    return {
      file: basename(path),
      ...picture,
      sizeBytes: file.sizeBytes,
      durationMs,
      isCopy,
      bitrateBps: Math.round((file.sizeBytes * 8e3) / Math.max(1, durationMs)),
      ...(hasAudio ? { audioCodec: 'mp4a.40.2' } : {}),
    };
  } catch (error) {
    throw error instanceof RangeError ? new FfmpegRunError(error.message, '') : error;
  }
}
