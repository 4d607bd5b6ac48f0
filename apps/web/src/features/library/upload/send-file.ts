import type { FileWaiting } from '../../../recorder/file-sender';
import type { FileUploadSnapshot } from '../../../recorder/file-upload';
import { titleOfFile } from '../../../recorder/title-of-file';

/** What a caller hears while a file is sent. */
export interface SendFileEvents {
  /** The video and its link exist from here on. */
  onCreated: (videoId: string) => void;
  /** @param share acknowledged bytes ÷ size, 0–1. @param waiting why nothing is sent just now */
  onProgress: (share: number, waiting: FileWaiting | null) => void;
}

/**
 * Makes a video of the file and sends it, resuming after interruptions; the uploader is loaded on first use.
 * @throws TransportError what the server refused; Error when the file could not be read
 */
export async function sendFile(file: File, events: SendFileEvents): Promise<void> {
  const [{ FileUpload }, { FetchRecordingsApi }] = await Promise.all([
    import('../../../recorder/file-upload'),
    import('../../../recorder/recordings-api'),
  ]);
  const upload = new FileUpload(file, titleOfFile(file.name), new FetchRecordingsApi());
  let isAnnounced = false;
  await new Promise<void>((resolve, reject) => {
    const report = (now: FileUploadSnapshot) => {
      if (now.video && !isAnnounced) {
        isAnnounced = true;
        events.onCreated(now.video.id);
      }
      events.onProgress(now.sizeBytes > 0 ? now.sentBytes / now.sizeBytes : 0, now.waiting);
      if (now.phase === 'finished') resolve();
      if (now.phase === 'failed') reject(now.refusal ?? new Error('The file could not be read'));
    };
    upload.subscribe(() => report(upload.snapshot()));
    report(upload.snapshot());
  });
}
