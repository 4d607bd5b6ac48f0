import type { RecordingClock } from './recording-clock';
import type { RunRecorder, RunSink } from './run-recorder';

const videoBitsPerSecond = 2_500_000;
const audioBitsPerSecond = 128_000;
const partMs = 1000;

/** Key frames for MP4: without them the first bytes come after 6.8 s. Not in the DOM library's types yet. */
interface KeyFrameOptions extends MediaRecorderOptions {
  videoKeyFrameIntervalDuration?: number;
}

/** The browser's own recorder, where WebCodecs cannot be used. */
export class BrowserRecorder implements RunRecorder {
  private readonly recorder: MediaRecorder;
  private writing: Promise<void> = Promise.resolve();
  private partBeginMs = 0;

  /**
   * @param mimeType a row of `formats.ts`
   * @param clock recorded time, pauses left out
   */
  constructor(
    stream: MediaStream,
    mimeType: string,
    private readonly sink: RunSink,
    private readonly clock: RecordingClock,
  ) {
    const options: KeyFrameOptions = {
      mimeType,
      videoBitsPerSecond,
      audioBitsPerSecond,
      ...(mimeType.startsWith('video/mp4') && { videoKeyFrameIntervalDuration: partMs }),
    };
    this.recorder = new MediaRecorder(stream, options);
    this.recorder.addEventListener('dataavailable', ({ data }) => this.take(data));
    this.recorder.addEventListener('error', (event) => sink.fail(event));
  }

  async start(): Promise<void> {
    this.recorder.start(partMs);
  }

  pause(): void {
    this.recorder.pause();
  }

  resume(): void {
    this.recorder.resume();
  }

  async stop(): Promise<void> {
    if (this.recorder.state !== 'inactive') {
      const stopped = new Promise((resolve) =>
        this.recorder.addEventListener('stop', resolve, { once: true }),
      );
      this.recorder.stop();
      await stopped;
    }
    await this.writing;
  }

  async cancel(): Promise<void> {
    await this.stop();
  }

  /** Blobs are read one after the other: their order is the file. */
  private take(data: Blob): void {
    // The encoder may still hold frames, so only the time of the part before is certain to be inside.
    const certainMs = this.partBeginMs;
    this.partBeginMs = this.clock.elapsedMs();
    this.writing = this.writing.then(async () => {
      this.sink.write(new Uint8Array(await data.arrayBuffer()));
      this.sink.mark(certainMs);
    });
    this.writing.catch((error: unknown) => this.sink.fail(error));
  }
}
