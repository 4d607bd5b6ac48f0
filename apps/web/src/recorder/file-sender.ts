import { DetailedError, Upload } from 'tus-js-client';
import { backOffMs } from './back-off';
import type { NewVideo, RecordingsApi } from './recordings-api';
import { TransportError } from './tus-transport';

/** A PATCH of a chosen file; after each one a cut costs nothing. */
const chunkBytes = 32 * 1024 * 1024;

/** Under which an upload is found again. Without the address: the app may be reached under several. */
const fingerprint = async (file: File): Promise<string> =>
  ['outreel', file.name, file.size, file.lastModified].join('|');

/** What happens while a file is sent. */
export interface FileSenderEvents {
  onVideo(video: NewVideo): void;
  /** Bytes on their way, 0–size. */
  onProgress(sentBytes: number): void;
  /** The line is down; it is tried again. */
  onWaiting(isWaiting: boolean): void;
}

/** Sends a chosen file by tus; a file that was begun before is resumed into the same video and link. */
export class FileSender {
  private upload: Upload | null = null;

  constructor(
    private readonly api: RecordingsApi,
    private readonly events: FileSenderEvents,
  ) {}

  /**
   * @param title of the video, should it be new
   * @returns the video, once the server has every byte
   * @throws TransportError when the server refuses for good
   */
  async send(file: File, title: string): Promise<NewVideo> {
    const earlier = await this.findEarlier(file);
    const video = earlier?.video ?? (await this.api.create(title, 'file', crypto.randomUUID()));
    this.events.onVideo(video);
    await new Promise<void>((resolve, reject) => {
      const upload = this.createUpload(file, video, resolve, reject);
      if (earlier) upload.resumeFromPreviousUpload(earlier.upload);
      this.upload = upload;
      upload.start();
    });
    return video;
  }

  /** Stops sending and deletes what arrived, as far as the server can be reached. */
  async cancel(): Promise<void> {
    await this.upload?.abort(true).catch(() => undefined);
  }

  private async findEarlier(file: File) {
    const [upload] = await new Upload(file, { endpoint: '/', fingerprint }).findPreviousUploads();
    const videoId = upload?.metadata['videoId'];
    if (!upload || !videoId) return null;
    const video = await this.api.findUnfinished(videoId);
    return video && { upload, video };
  }

  private createUpload(
    file: File,
    video: NewVideo,
    onSuccess: () => void,
    onError: (error: Error) => void,
  ): Upload {
    return new Upload(file, {
      endpoint: video.uploadUrl,
      chunkSize: chunkBytes,
      retryDelays: Array.from({ length: 10_000 }, (_, attempt) => backOffMs(attempt)),
      metadata: { videoId: video.id, run: '0', filename: file.name, filetype: file.type },
      fingerprint,
      removeFingerprintOnSuccess: true,
      onProgress: (sentBytes) => {
        this.events.onWaiting(false);
        this.events.onProgress(sentBytes);
      },
      onShouldRetry: (error) => {
        const canRetry = transportErrorOf(error).canRetry;
        this.events.onWaiting(canRetry);
        return canRetry;
      },
      onSuccess: () => onSuccess(),
      onError: (error) => onError(error instanceof DetailedError ? transportErrorOf(error) : error),
    });
  }
}

function transportErrorOf(error: DetailedError | Error): TransportError {
  const reply = 'originalResponse' in error ? error.originalResponse : null;
  if (!reply) return new TransportError(null);
  const code = /"code":"([a-z-]+)"/.exec(reply.getBody())?.[1] ?? null;
  return new TransportError(reply.getStatus(), code);
}
