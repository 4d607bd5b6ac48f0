import type { Video } from '@app/contracts';
import type { RunningUpload } from './upload/upload-store';
import { libraryTexts } from './library.texts';

/** How far an unfinished video is; null when there is nothing to wait for. */
export interface VideoProgress {
  label: string;
  /** 0–1 */
  share: number;
}

/** @param upload what this tab sends of it; undefined when it is not this tab that uploads */
export function progressOf(
  video: Pick<Video, 'state' | 'progress'>,
  upload: Pick<RunningUpload, 'share' | 'waiting'> | undefined,
): VideoProgress | null {
  if (video.state === 'uploading') {
    if (!upload) return { label: libraryTexts.uploadPaused(video.progress), share: video.progress };
    const { share, waiting } = upload;
    return { label: (waiting ? libraryTexts.uploadWaits[waiting] : libraryTexts.uploading)(share), share };
  }
  if (video.state === 'processing')
    return { label: libraryTexts.processing(video.progress), share: video.progress };
  return null;
}
