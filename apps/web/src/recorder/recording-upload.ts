/**
 * The way of a recording to the server: its video and link, its runs in the journal and on the line, and the finish.
 * The session beside it knows what is filmed and in which phase; this knows neither.
 */
import type { Waiter } from './back-off';
import { finishVideo } from './finish-video';
import type { RecordingFormat } from './formats';
import type { Journal, JournalRun } from './journal/journal';
import type { KeptRecording } from './journal/kept-recording';
import { hashOfRun, resumeRuns } from './journal/resume-runs';
import { MemoryRunFile } from './journal/run-file';
import { LiveUploader } from './live-uploader';
import type { GrowingHash, LiveUploaderParts, UploadedRun, UploadProgress } from './live-uploader-parts';
import { MediaMarks } from './media-marks';
import type { RecorderSnapshot } from './recorder-snapshot';
import type { RecordingsApi } from './recordings-api';
import { leastBytesToBegin, watchRoom } from './room-watch';
import { TransportError, type TusTransport } from './tus-transport';
import { VideoBooking } from './video-booking';

/** Numbers that are left free after a run: one that has to begin again must keep its place among the others. */
const numbersPerRun = 10;

/** What the way to the server is made of. */
export interface RecordingUploadParts {
  api: RecordingsApi;
  createTransport(uploadUrl: string): TusTransport;
  createHash(): Promise<GrowingHash>;
  /** One for each use: waking an uploader must not end another wait. */
  createWaiter(): Waiter;
  /** Monotonic milliseconds. */
  now(): number;
  /** null where nothing can be kept on the device. */
  openJournal(): Promise<Journal | null>;
  /** Whether the member who records is still the one who is signed in. @throws TransportError */
  isSameMember(): Promise<boolean>;
  /** Bytes that this device can still take. */
  roomBytes(): Promise<number>;
}

/** What is told of a recording on its way. */
export interface RecordingUploadEvents {
  /** Something changed that a screen shows. */
  publish(change: Partial<RecorderSnapshot>): void;
  /** The device takes no more: the recording has to end here. */
  onFull(): void;
}

interface SentRun {
  uploader: LiveUploader;
  /** null when it is in memory alone. */
  kept: JournalRun | null;
}

/** One video on its way; {@link RecordingUpload.forget} makes room for the next. */
export class RecordingUpload {
  private readonly waiter: Waiter;
  private readonly booking: VideoBooking;
  private recordingId: string = crypto.randomUUID();
  private title = '';
  private nextRun = 0;
  /** Runs of an earlier sitting; the recording goes on behind them. */
  private earlier: SentRun[] = [];
  private current: SentRun | null = null;

  constructor(
    private readonly parts: RecordingUploadParts,
    private readonly events: RecordingUploadEvents,
  ) {
    this.waiter = parts.createWaiter();
    this.booking = new VideoBooking(parts.api, (video) => {
      events.publish({ video });
      for (const { kept } of this.runs) void kept?.change({ video });
    });
  }

  /** Whether the recording was begun in an earlier sitting. */
  get isContinued(): boolean {
    return this.earlier.length > 0;
  }

  /**
   * Makes the video and its link now; without a network the run's uploader goes on trying.
   * @param title of the video, 1–200 characters; a video that is continued keeps its own
   * @throws TransportError when the server lets nobody make one
   */
  async announce(title: string): Promise<void> {
    if (!this.isContinued) this.title = title;
    try {
      await this.booking.ensure(this.title);
    } catch (error) {
      const isTemporary = error instanceof TransportError && error.canRetry && error.status !== 401;
      if (!isTemporary) throw error;
    }
  }

  /**
   * Begins the next run.
   * @param isWanted answers false when the rep has thrown the run away: then nothing is told of it any more
   */
  async beginRun(format: RecordingFormat, isWanted: () => boolean): Promise<LiveUploader> {
    const filename = `recording.${format.extension}`;
    const [hash, kept] = await Promise.all([this.parts.createHash(), this.keep(filename)]);
    this.events.publish({ keptIn: kept ? 'device' : 'memory', room: 'enough' });
    const uploader = new LiveUploader({
      ...this.wayOf(kept),
      file: kept?.file ?? new MemoryRunFile(),
      marks: kept?.marks ?? new MediaMarks(),
      hash,
      filename,
      run: this.nextRun,
      onProgress: (upload) => isWanted() && this.events.publish({ upload }),
      onRefused: () => isWanted() && this.events.publish({ failure: 'upload-refused' }),
      // A video that was begun earlier cannot be replaced: its other runs belong to it.
      ...(!this.isContinued && { onVideoLost: () => isWanted() && this.replaceVideo() }),
    });
    const current = (this.current = { uploader, kept });
    if (kept) void this.watchRoom(() => isWanted() && this.current === current && !kept.facts.sha256);
    // It may have come while the journal was being opened.
    const { video } = this.booking;
    if (video && !kept?.facts.video) await kept?.change({ video });
    return uploader;
  }

  /**
   * Takes up a recording that was left behind: its runs go on uploading, and what is recorded now comes after them.
   * @param onProgress told how far the upload of each of them is
   * @throws Error `HeldElsewhereError` when another tab has it
   */
  async adopt(
    recording: KeptRecording,
    journal: Journal,
    onProgress: (runId: string, progress: UploadProgress) => void = showNothing,
  ): Promise<void> {
    const runs = await resumeRuns(journal, recording);
    this.recordingId = recording.id;
    this.title = recording.title;
    this.booking.adopt(recording.video, recording.bookingKey);
    this.nextRun = (Math.floor(recording.lastRun / numbersPerRun) + 1) * numbersPerRun;
    for (const kept of runs) {
      // oxlint-disable-next-line no-await-in-loop -- large files, one after the other
      const hash = await hashOfRun(kept, () => this.parts.createHash());
      const uploader = this.createEarlier(kept, hash, (progress) => onProgress(kept.id, progress));
      this.earlier.push({ kept, uploader });
    }
  }

  /** The current run was thrown away before it ended: the video stays for the next one. */
  skip(): void {
    if (this.current) this.nextRun = this.current.uploader.currentRun + 1;
    this.current = null;
  }

  /**
   * Waits for every run and tells the server that the recording is complete.
   * @throws TransportError when the server refuses for good
   */
  async finish(isWanted: () => boolean): Promise<void> {
    const { runs } = this;
    const sent = await Promise.all(runs.map(({ uploader }) => uploader.finish()));
    const video = await this.booking.ensure(this.title);
    await finishVideo({
      api: this.parts.api,
      waiter: this.waiter,
      videoId: video.id,
      runs: sent,
      sendAgain: (run) => this.sendAgain(run),
      isWanted,
      onWaiting: ({ status }) => this.current?.uploader.show(status === 401 ? 'signed-out' : 'waiting'),
    });
    if (!isWanted()) return;
    // Only now the bytes are not needed here any more. Closed first: then they can be played without being copied.
    await Promise.all(runs.map(({ kept }) => kept?.change({ isFinished: true })));
    await Promise.all(runs.map(({ kept }) => kept?.file.close()));
  }

  /** Tries at once what is being repeated. */
  retry(): void {
    this.waiter.wake();
    for (const { uploader } of this.runs) uploader.retry();
  }

  /** The next run belongs to another video. Runs of an earlier sitting stay in the journal. */
  forget(): void {
    for (const { uploader, kept } of this.earlier) {
      uploader.halt();
      void kept?.file.close();
    }
    this.earlier = [];
    this.current = null;
    this.events.publish({ continued: null });
    this.recordingId = crypto.randomUUID();
    this.replaceVideo();
  }

  /** Lets go of everything; what the server has not confirmed stays in the journal. */
  async close(): Promise<void> {
    for (const { uploader } of this.runs) uploader.halt();
    await Promise.all(
      this.runs.map(({ kept }) => (kept?.facts.isFinished ? kept.file.remove() : kept?.file.close())),
    );
  }

  private get runs(): SentRun[] {
    return this.current ? [...this.earlier, this.current] : this.earlier;
  }

  private replaceVideo(): void {
    this.booking.forget();
    this.nextRun = 0;
    this.events.publish({ video: null });
    void this.current?.kept?.change({ video: null, address: null, bookingKey: this.booking.key });
  }

  private async sendAgain(run: UploadedRun): Promise<UploadedRun> {
    const sent = this.runs.find(({ uploader }) => uploader.currentRun === run.run);
    if (!sent) throw new TransportError(409, 'upload-mismatch');
    return sent.uploader.sendAgain(run.sha256);
  }

  private async keep(filename: string): Promise<JournalRun | null> {
    const { recordingId, title, nextRun: run } = this;
    const { video, key: bookingKey } = this.booking;
    const facts = { recordingId, title, run, filename, video, bookingKey };
    const startedAt = new Date().toISOString();
    try {
      if ((await this.parts.roomBytes()) < leastBytesToBegin) return null;
      const journal = await this.parts.openJournal();
      return (await journal?.begin({ ...facts, startedAt }, (error) => this.stopKeeping(error))) ?? null;
    } catch {
      // Whatever the reason, recording goes on in memory; the screen says what that means.
      return null;
    }
  }

  private watchRoom(isWatching: () => boolean): Promise<void> {
    return watchRoom(this.parts.roomBytes, this.parts.createWaiter(), isWatching, (room) => {
      this.events.publish({ room });
      if (room === 'full') this.events.onFull();
    });
  }

  private stopKeeping(error: unknown): void {
    this.events.publish({ keptIn: 'memory' });
    if (error instanceof Error && error.name === 'QuotaExceededError') {
      this.events.publish({ room: 'full' });
      this.events.onFull();
    }
  }

  private createEarlier(
    kept: JournalRun,
    hash: GrowingHash,
    onProgress: LiveUploaderParts['onProgress'],
  ): LiveUploader {
    const { filename, run, address } = kept.facts;
    const { file, marks } = kept;
    return new LiveUploader({
      ...this.wayOf(kept),
      file,
      marks,
      hash,
      filename,
      run,
      address,
      onProgress,
    });
  }

  private wayOf(
    kept: JournalRun | null,
  ): Pick<
    LiveUploaderParts,
    'open' | 'waiter' | 'now' | 'onBegun' | 'onComplete' | 'onAborted' | 'isSameMember'
  > {
    return {
      open: async () => {
        const video = await this.booking.ensure(this.title);
        return { transport: this.parts.createTransport(video.uploadUrl), videoId: video.id };
      },
      waiter: this.parts.createWaiter(),
      now: () => this.parts.now(),
      onBegun: async (run, address) => kept?.change({ run, address }),
      onComplete: async (sha256) => kept?.change({ sha256 }),
      onAborted: async () => kept?.file.remove(),
      isSameMember: () => this.parts.isSameMember(),
    };
  }
}

const showNothing = (): void => undefined;
