import type { Video } from '@app/contracts';
import { libraryTexts } from './library.texts';

/** How far an unfinished video is; null when there is nothing to wait for. */
export interface VideoProgress {
  label: string;
  /** 0–1 */
  share: number;
}

/** @param uploadedShare what this tab has sent, 0–1; undefined when it is not this tab that uploads */
export function progressOf(
  video: Pick<Video, 'state' | 'progress'>,
  uploadedShare: number | undefined,
): VideoProgress | null {
  if (video.state === 'uploading') {
    if (uploadedShare === undefined)
      return { label: libraryTexts.uploadPaused(video.progress), share: video.progress };
    return { label: libraryTexts.uploading(uploadedShare), share: uploadedShare };
  }
  if (video.state === 'processing')
    return { label: libraryTexts.processing(video.progress), share: video.progress };
  return null;
}
