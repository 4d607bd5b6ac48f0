/**
 * One attempt at a recording: recorder → uploader, with the clock that leaves pauses out. Ends as an uploaded run
 * or is thrown away; the session above decides which.
 */
import type { Waiter } from './back-off';
import type { LiveUploader } from './live-uploader';
import type { UploadedRun } from './live-uploader-parts';
import type { RecordingClock } from './recording-clock';
import type { RunRecorder, RunSink } from './run-recorder';

/** An encoder that takes longer than this to close its file never will. */
const hangMs = 60_000;

/** What a take is made of. */
export interface TakeParts {
  uploader: LiveUploader;
  clock: RecordingClock;
  waiter: Waiter;
  /** Makes the recorder for a sink; the sink feeds the uploader. */
  createRecorder(sink: RunSink, clock: RecordingClock): Promise<RunRecorder>;
  /** The recorder broke: what was written so far is all there is. */
  onBroken(error: unknown): void;
}

/** Begins with {@link Take.begin}; exactly one of `end`, `discard` and `abandon` finishes it. */
export class Take {
  private isEnded = false;

  private constructor(
    private readonly recorder: RunRecorder,
    private readonly uploader: LiveUploader,
    private readonly clock: RecordingClock,
    /** Closed when the file is declared complete: a late byte would belie its checksum. */
    private readonly gate: { isOpen: boolean },
    private readonly waiter: Waiter,
  ) {}

  /** Starts recording and uploading. @throws whatever the engine throws when it cannot start */
  static async begin({ uploader, clock, waiter, createRecorder, onBroken }: TakeParts): Promise<Take> {
    const gate = { isOpen: true };
    const sink: RunSink = {
      write: (bytes) => gate.isOpen && uploader.append(bytes),
      mark: (mediaMs) => gate.isOpen && uploader.mark(mediaMs),
      fail: (error) => gate.isOpen && onBroken(error),
    };
    const recorder = await createRecorder(sink, clock);
    await recorder.start();
    clock.start();
    return new Take(recorder, uploader, clock, gate, waiter);
  }

  /** Recorded milliseconds so far. */
  elapsedMs(): number {
    return this.clock.elapsedMs();
  }

  /** How many pictures were written so far; null where the engine does not tell. */
  pictures(): number | null {
    return this.recorder.pictures?.() ?? null;
  }

  pause(): void {
    this.clock.pause();
    this.recorder.pause();
  }

  resume(): void {
    this.recorder.resume();
    this.clock.resume();
  }

  /**
   * Ends the file and waits until the server has all of it.
   * @throws TransportError when the server refuses; the engine's error when it never wrote a byte
   */
  async end(): Promise<UploadedRun> {
    this.clock.pause();
    this.isEnded = true;
    try {
      await Promise.race([this.recorder.stop(), this.hang()]);
    } catch (error) {
      // An engine that broke or hangs cannot close its file, but every part it wrote can be played.
      if (this.uploader.sizeBytes === 0) throw error;
    }
    this.gate.isOpen = false;
    this.uploader.mark(Math.round(this.clock.elapsedMs()));
    return this.uploader.finish();
  }

  /** Throws everything away. @returns whether the server keeps nothing of it */
  async discard(): Promise<boolean> {
    this.clock.pause();
    await this.cancelRecorder();
    return this.uploader.abort();
  }

  /** Stops recording and sending without deleting anything: the page is being left. */
  async abandon(): Promise<void> {
    this.uploader.halt();
    await this.cancelRecorder();
  }

  private async hang(): Promise<never> {
    await this.waiter.wait(hangMs);
    throw new Error('The encoder did not finish in time.');
  }

  private async cancelRecorder(): Promise<void> {
    if (this.isEnded) return;
    this.isEnded = true;
    // A recorder that broke cannot be cancelled; the upload must be deleted all the same.
    await this.recorder.cancel().catch(() => undefined);
  }

  /** What was recorded so far, to be kept by hand when it cannot be uploaded. */
  file(): Promise<Blob> {
    return this.uploader.file();
  }
}
