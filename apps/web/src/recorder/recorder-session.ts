/**
 * A recording from the first look into the camera to the uploaded file: drives stage, takes and API along the
 * phases of `recorder-state.ts` and publishes a snapshot for every change. Knows no screen and no framework.
 */
import type { Waiter } from './back-off';
import { CaptureError } from './capture-error';
import type { RecordingFormat } from './formats';
import type { KeptRecording } from './journal/kept-recording';
import { initialSnapshot, type RecorderFailure, type RecorderSnapshot } from './recorder-snapshot';
import { nextPhase, type RecorderEvent } from './recorder-state';
import { RecordingClock } from './recording-clock';
import { RecordingUpload, type RecordingUploadParts } from './recording-upload';
import type { RunRecorder, RunSink } from './run-recorder';
import type { LostSource, StageChoice } from './stage';
import { Take } from './take';
import { TransportError } from './tus-transport';

const countdownSeconds = 3;

/** What the session needs of the stage. */
export interface FilmedStage {
  readonly stream: MediaStream;
  readonly hasPicture: boolean;
  open(choice: StageChoice): Promise<void>;
  chooseScreen(): Promise<void>;
  lockSize(isLocked: boolean): void;
  resumeSound(): Promise<void>;
  close(): Promise<void>;
}

/** Everything outside, so that a test can replace it. */
export interface SessionParts<S extends FilmedStage = FilmedStage> extends RecordingUploadParts {
  createStage(sourceLost: (source: LostSource) => void): S;
  findFormat(): Promise<RecordingFormat | null>;
  createRecorder(
    format: RecordingFormat,
    stream: MediaStream,
    sink: RunSink,
    clock: RecordingClock,
  ): Promise<RunRecorder>;
}

export class RecorderSession<S extends FilmedStage = FilmedStage> {
  /** What is filmed; the screen shows its stream. */
  readonly stage: S;
  private readonly listeners = new Set<() => void>();
  private readonly waiter: Waiter;
  private state = initialSnapshot;
  private take: Take | null = null;
  private readonly upload: RecordingUpload;
  /** Grows with every start and retake: late answers of an older attempt are ignored. */
  private attempt = 0;

  constructor(private readonly parts: SessionParts<S>) {
    this.waiter = parts.createWaiter();
    this.upload = new RecordingUpload(parts, {
      publish: (change) => this.publish(change),
      onFull: () => void this.stop(),
    });
    this.stage = parts.createStage((source) => this.loseSource(source));
  }

  /** Calls `listener` after every change. @returns a function that ends it */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The present state; the same object until something changes. */
  readonly snapshot = (): RecorderSnapshot => this.state;

  /** Recorded milliseconds so far, pauses left out. */
  elapsedMs(): number {
    return this.take?.elapsedMs() ?? 0;
  }

  /** Pictures written so far; null where the engine does not tell. */
  pictures(): number | null {
    return this.take?.pictures() ?? null;
  }

  /** What was recorded, for keeping by hand; null before a recording. */
  async file(): Promise<Blob | null> {
    return (await this.take?.file()) ?? null;
  }

  /** Opens or changes the sources; a refusal is in the snapshot. Must run in a click or key handler. */
  async open(choice: StageChoice): Promise<void> {
    await this.changeSources(() => this.stage.open(choice), ['screen', 'camera', 'microphone']);
  }

  /** Shares another screen, window or tab, also while recording. Must run in a click or key handler. */
  async chooseScreen(): Promise<void> {
    await this.changeSources(() => this.stage.chooseScreen(), ['screen']);
  }

  /**
   * Counts down and records. The video and its link are made during the countdown.
   * @param title of the video, 1–200 characters
   */
  async start(title: string): Promise<void> {
    if (!this.go('start')) return;
    const attempt = (this.attempt += 1);
    this.publish({ upload: initialSnapshot.upload, failure: null, hasFile: false });
    const [format] = await Promise.all([
      this.parts.findFormat(),
      this.stage.resumeSound(),
      this.announceVideo(title, attempt),
      this.countDown(attempt),
    ]);
    if (attempt !== this.attempt || this.state.phase !== 'countdown') return;
    if (format) await this.begin(attempt, format);
    else this.fail('cannot-record');
  }

  /**
   * Goes on with a recording that was left behind: what is recorded now becomes its next run. Before {@link start}.
   * @throws Error `HeldElsewhereError` when another tab has it
   */
  async goOnWith(recording: KeptRecording): Promise<void> {
    const journal = await this.parts.openJournal();
    if (!journal) return;
    await this.upload.adopt(recording, journal);
    const { title, durationMs } = recording;
    this.publish({ continued: { title, durationMs } });
  }

  /** Tries at once what is being repeated: the rep has signed in again. */
  retryUpload(): void {
    this.waiter.wake();
    this.upload.retry();
  }

  /** Ends the countdown without recording. */
  cancel(): void {
    if (this.go('cancel')) this.attempt += 1;
  }

  pause(): void {
    if (this.go('pause')) this.take?.pause();
  }

  resume(): void {
    if (this.go('resume')) this.take?.resume();
  }

  /** Ends the recording, sends the rest and tells the server that it is complete. */
  async stop(): Promise<void> {
    const { take, attempt } = this;
    if (!take || !this.go('stop')) return;
    this.stage.lockSize(false);
    try {
      await take.end();
      await this.upload.finish(() => attempt === this.attempt);
      if (attempt === this.attempt) this.go('uploaded');
    } catch (error) {
      if (attempt === this.attempt)
        this.fail(error instanceof TransportError ? 'upload-refused' : 'recorder-broke');
    }
  }

  /** Throws the take away. The link stays while nothing was finished; after *Stop* it is a new video. */
  async retake(): Promise<void> {
    const { take, state } = this;
    if (!this.go('retake')) return;
    this.attempt += 1;
    this.take = null;
    this.stage.lockSize(false);
    const isVideoKept = state.phase === 'recording' || state.phase === 'paused';
    this.publish({ upload: initialSnapshot.upload, failure: null, hasFile: false });
    const { isContinued } = this.upload;
    if (!isVideoKept) this.upload.forget();
    else this.upload.skip();
    if (!this.stage.hasPicture) this.go('sources-closed');
    const { attempt } = this;
    const isDeleted = (await take?.discard()) ?? true;
    // A rest that could not be deleted would become part of the video: the next take gets a new one.
    if (isVideoKept && !isDeleted && attempt === this.attempt) this.upload.forget();
    // Best effort: without a network the unfinished video stays in the library, where it can be deleted.
    if (!isVideoKept && !isContinued && state.video)
      await this.parts.api.remove(state.video.id).catch(() => undefined);
  }

  /** Lets go of everything. An unfinished recording is finished by the server from what arrived. */
  async close(): Promise<void> {
    this.attempt += 1;
    this.listeners.clear();
    await this.take?.abandon();
    await this.upload.close();
    await this.stage.close();
  }

  /** @param chosen the sources about which the person has decided by this change */
  private async changeSources(change: () => Promise<void>, chosen: readonly LostSource[]): Promise<void> {
    let refusal: CaptureError | null = null;
    this.publish({ isOpening: true });
    try {
      await change();
    } catch (error) {
      if (!(error instanceof CaptureError)) throw error;
      refusal = error;
    }
    const decided = refusal ? [refusal.source] : chosen;
    const lostSources = this.state.lostSources.filter((source) => !decided.includes(source));
    this.publish({ refusal, lostSources, isOpening: false });
    this.go(this.stage.hasPicture ? 'sources-opened' : 'sources-closed');
  }

  private async begin(attempt: number, format: RecordingFormat): Promise<void> {
    this.stage.lockSize(true);
    const uploader = await this.upload.beginRun(format, () => attempt === this.attempt);
    try {
      const take = await Take.begin({
        uploader,
        clock: new RecordingClock(() => this.parts.now()),
        waiter: this.parts.createWaiter(),
        createRecorder: (sink, clock) => this.parts.createRecorder(format, this.stage.stream, sink, clock),
        onBroken: () => this.rescue(attempt),
      });
      if (attempt !== this.attempt) return void (await take.discard());
      this.take = take;
      this.publish({ hasFile: true });
      this.go('counted-down');
    } catch {
      await uploader.abort();
      if (attempt === this.attempt) this.fail('recorder-broke');
    }
  }

  /** The engine broke in the middle: what was written so far is a whole file and becomes the video. */
  private rescue(attempt: number): void {
    if (attempt !== this.attempt) return;
    this.publish({ failure: 'recorder-broke' });
    void this.stop();
  }

  private async countDown(attempt: number): Promise<void> {
    for (let left = countdownSeconds; left > 0; left -= 1) {
      if (attempt !== this.attempt) return;
      this.publish({ secondsLeft: left });
      await this.waiter.wait(1000);
    }
    if (attempt === this.attempt) this.publish({ secondsLeft: 0 });
  }

  private async announceVideo(title: string, attempt: number): Promise<void> {
    try {
      await this.upload.announce(title);
    } catch {
      if (attempt === this.attempt) this.fail('video-refused');
    }
  }

  private loseSource(source: LostSource): void {
    this.publish({ lostSources: [...new Set([...this.state.lostSources, source])] });
    if (this.stage.hasPicture) return;
    // Nothing to see: stand still instead of filling the file with darkness.
    this.pause();
    this.cancel();
    this.go('sources-closed');
  }

  private fail(failure: RecorderFailure): void {
    this.publish({ failure });
    this.go('fail');
  }

  private go(event: RecorderEvent): boolean {
    const phase = nextPhase(this.state.phase, event);
    if (phase) this.publish({ phase });
    return phase !== null;
  }

  private publish(change: Partial<RecorderSnapshot>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
