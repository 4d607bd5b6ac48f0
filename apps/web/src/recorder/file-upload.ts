/** The second way in: a chosen or dropped file becomes a video. Publishes snapshots like `recorder-session.ts`. */
import { TimerWaiter } from './back-off';
import { hashFile } from './file-hash';
import { FileSender, type FileWaiting } from './file-sender';
import { finishVideo } from './finish-video';
import type { NewVideo, RecordingsApi } from './recordings-api';
import { TransportError } from './tus-transport';

/** Everything a screen shows of a file on its way. A new object for every change. */
export interface FileUploadSnapshot {
  phase: 'sending' | 'finishing' | 'finished' | 'failed';
  fileName: string;
  sizeBytes: number;
  sentBytes: number;
  /** Why nothing is sent just now; it is tried again by itself. */
  waiting: FileWaiting | null;
  /** Known as soon as the upload starts. */
  video: NewVideo | null;
  /** Why it failed; null when the file could not be read. */
  refusal: TransportError | null;
}

/** @returns whether a file looks like a video; the server decides in the end */
export function isVideoFile(file: File): boolean {
  return file.type.startsWith('video/') || /\.(mp4|m4v|mov|mkv|webm)$/i.test(file.name);
}

/** One file on its way. Starts at once. */
export class FileUpload {
  private readonly listeners = new Set<() => void>();
  private readonly sender: FileSender;
  private state: FileUploadSnapshot;
  private isCancelled = false;

  /** @param title of the video, 1–200 characters */
  constructor(
    private readonly file: File,
    title: string,
    private readonly api: RecordingsApi,
  ) {
    this.state = {
      phase: 'sending',
      fileName: file.name,
      sizeBytes: file.size,
      sentBytes: 0,
      waiting: null,
      video: null,
      refusal: null,
    };
    this.sender = new FileSender(api, {
      onVideo: (video) => this.publish({ video }),
      onProgress: (sentBytes) => this.publish({ sentBytes }),
      onWaiting: (waiting) => waiting !== this.state.waiting && this.publish({ waiting }),
    });
    void this.run(title);
  }

  /** Calls `listener` after every change. @returns a function that ends it */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The present state; the same object until something changes. */
  readonly snapshot = (): FileUploadSnapshot => this.state;

  /** Stops, and deletes the video with what arrived. */
  async cancel(): Promise<void> {
    this.isCancelled = true;
    this.listeners.clear();
    await this.sender.cancel();
    const { video } = this.state;
    // Best effort: without a network it stays unfinished in the library, where it can be deleted.
    if (video) await this.api.remove(video.id).catch(() => undefined);
  }

  private async run(title: string): Promise<void> {
    try {
      const [video, sha256] = await Promise.all([this.sender.send(this.file, title), hashFile(this.file)]);
      this.publish({ phase: 'finishing', sentBytes: this.file.size });
      await finishVideo({
        api: this.api,
        waiter: new TimerWaiter(),
        videoId: video.id,
        runs: [{ run: 0, sizeBytes: this.file.size, sha256 }],
        // Sending gigabytes a second time is the person's decision: the failure says so.
        sendAgain: () => Promise.reject(new TransportError(409, 'upload-mismatch')),
        isWanted: () => !this.isCancelled,
      });
      this.publish({ phase: 'finished' });
    } catch (error) {
      this.publish({ phase: 'failed', refusal: error instanceof TransportError ? error : null });
    }
  }

  private publish(change: Partial<FileUploadSnapshot>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
