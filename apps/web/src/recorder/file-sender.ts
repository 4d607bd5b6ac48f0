import { DetailedError, Upload } from 'tus-js-client';
import { backOffMs } from './back-off';
import type { NewVideo, RecordingsApi } from './recordings-api';
import { TransportError } from './tus-transport';

/** A PATCH of a chosen file; after each one a cut costs nothing. */
const chunkBytes = 32 * 1024 * 1024;

/** Under which an upload is found again. Without the address: the app may be reached under several. */
const fingerprint = async (file: File): Promise<string> =>
  ['outreel', file.name, file.size, file.lastModified].join('|');

/** Why a file waits: the line is down, or the server's disk is nearly full. */
export type FileWaiting = 'connection' | 'no-space';

/** What happens while a file is sent. */
export interface FileSenderEvents {
  onVideo(video: NewVideo): void;
  /** Bytes on their way, 0–size. */
  onProgress(sentBytes: number): void;
  /** It is tried again, and why; null when it goes on. */
  onWaiting(waiting: FileWaiting | null): void;
}

/** Sends a chosen file by tus; a file that was begun before is resumed into the same video and link. */
export class FileSender {
  private upload: Upload | null = null;
  private waiting: FileWaiting | null = null;
  private acceptedBytes = 0;

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

  private wait(waiting: FileWaiting | null): void {
    this.waiting = waiting;
    this.events.onWaiting(waiting);
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
        // Bytes on their way to a full disk are no progress: only a part that was taken is.
        if (this.waiting === 'no-space') return;
        this.wait(null);
        this.events.onProgress(sentBytes);
      },
      onChunkComplete: (_, acceptedBytes) => {
        this.acceptedBytes = acceptedBytes;
        this.wait(null);
        this.events.onProgress(acceptedBytes);
      },
      onShouldRetry: (error) => {
        const { canRetry, code } = transportErrorOf(error);
        if (!canRetry) return false;
        this.wait(code === 'no-space' ? 'no-space' : 'connection');
        this.events.onProgress(this.acceptedBytes);
        return true;
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
