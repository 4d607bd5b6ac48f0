/**
 * Uploads a file while it is still being written: one run, tus with deferred length. The recorder appends, the
 * loop sends whatever is kept in the journal as soon as it is worth a request, and repeats for as long as the tab
 * lives. The bytes themselves are the run file's: an upload that was lost is sent again from its first byte.
 */
import { backOffMs } from './back-off';
import type { LiveUploaderParts, UploadedRun, UploadProgress } from './live-uploader-parts';
import { TransportError, type RunMetadata, type TusTransport } from './tus-transport';

/** A PATCH is sent with at least this much … */
const minimumPatchBytes = 256 * 1024;
/** … or after this long, and never with more than the maximum, so that a lost answer costs little. */
const maximumWaitMs = 2000;
const maximumPatchBytes = 8 * 1024 * 1024;
/** While nothing is recorded (pause), an empty PATCH this often tells the server that the recorder is alive. */
const signOfLifeMs = 30_000;
const maximumRestarts = 3;

interface Remote {
  transport: TusTransport;
  url: string;
}

/** One run on its way to the server. */
export class LiveUploader {
  private remote: Remote | null = null;
  private address: string | null;
  private offset = 0;
  private run: number;
  private restarts = 0;
  private isComplete = false;
  private isLengthKnownRemotely = false;
  private isAborted = false;
  private finishing: Promise<UploadedRun> | null = null;
  private network: UploadProgress['network'] = 'ok';
  private lastSentAt: number;
  private readonly done: Promise<void>;

  /** Starts at once: the upload is created before the first byte exists. */
  constructor(private readonly parts: LiveUploaderParts) {
    this.run = parts.run;
    this.address = parts.address ?? null;
    parts.file.onKept = () => this.wakeIfDue();
    this.lastSentAt = parts.now();
    this.done = this.loop();
    // `finish` delivers it too; until then it must not count as unhandled.
    this.done.catch((error: unknown) => this.parts.onRefused?.(error));
  }

  /** Adds bytes at the end of the file. */
  append(bytes: Uint8Array): void {
    this.parts.hash.update(bytes);
    this.parts.file.append(bytes);
  }

  /** States that the bytes appended so far hold the recording up to `mediaMs` milliseconds. */
  mark(mediaMs: number): void {
    this.parts.marks.add(this.sizeBytes, mediaMs);
    this.report(this.network);
  }

  /** Shows how the line is while somebody else waits for it. */
  show(network: UploadProgress['network']): void {
    this.report(network);
  }

  /** How many bytes were appended. */
  get sizeBytes(): number {
    return this.parts.file.sizeBytes;
  }

  /** The number of the run as it is now (it grows when an upload had to begin again). */
  get currentRun(): number {
    return this.run;
  }

  /**
   * Declares the file complete and waits until the server has every byte. Calling it again waits for the same.
   * @throws TransportError when the server refuses for good
   */
  finish(): Promise<UploadedRun> {
    this.finishing ??= this.end();
    return this.finishing;
  }

  /** Sends the whole file once more as the next run: the server found it altered. Only after {@link finish}. */
  async sendAgain(sha256: string): Promise<UploadedRun> {
    await this.deleteRemote();
    this.beginAgain();
    await this.loop();
    return { run: this.run, sizeBytes: this.sizeBytes, sha256 };
  }

  /** Ends a wait between two tries. */
  retry(): void {
    this.parts.waiter.wake();
  }

  /** Stops sending; what arrived stays on the server. */
  halt(): void {
    this.isAborted = true;
    this.parts.waiter.wake();
  }

  /**
   * Stops sending and deletes what arrived, as far as the server can be reached.
   * @returns whether the server keeps nothing of it
   */
  async abort(): Promise<boolean> {
    this.halt();
    await this.done.catch(() => undefined);
    await this.parts.onAborted?.();
    return this.deleteRemote();
  }

  /** Everything recorded so far, so that nobody loses it when the server refuses it. */
  file(): Promise<Blob> {
    return this.parts.file.blob();
  }

  private async end(): Promise<UploadedRun> {
    this.isComplete = true;
    const sha256 = this.parts.hash.digest();
    await this.parts.onComplete?.(sha256);
    this.parts.waiter.wake();
    await this.done;
    return { run: this.run, sizeBytes: this.sizeBytes, sha256 };
  }

  private async loop(): Promise<void> {
    let failures = 0;
    while (!this.isAborted) {
      try {
        if (this.isComplete && this.isEverythingSent()) return;
        await this.step(failures > 0);
        failures = 0;
        this.report('ok');
      } catch (error) {
        await this.judge(error);
        await this.parts.waiter.wait(backOffMs(failures++));
      }
    }
  }

  private async deleteRemote(): Promise<boolean> {
    if (!this.remote) return true;
    return this.remote.transport.terminate(this.remote.url).then(
      () => true,
      () => false,
    );
  }

  private isEverythingSent(): boolean {
    return this.isLengthKnownRemotely && this.offset === this.sizeBytes;
  }

  private async step(isRepetition: boolean): Promise<void> {
    if (!this.remote) {
      await this.create();
      return;
    }
    if (isRepetition) await this.synchronise(this.remote);
    if (this.isDue()) await this.send(this.remote);
    else await this.parts.waiter.wait(maximumWaitMs);
  }

  private isDue(): boolean {
    const { keptBytes } = this.parts.file;
    const unsent = keptBytes - this.offset;
    const sinceMs = this.parts.now() - this.lastSentAt;
    if (this.isComplete && keptBytes === this.sizeBytes) return !this.isEverythingSent();
    if (unsent === 0) return sinceMs >= signOfLifeMs;
    return unsent >= minimumPatchBytes || sinceMs >= maximumWaitMs;
  }

  private async create(): Promise<void> {
    const { transport, videoId } = await this.parts.open();
    if (this.address === null) {
      const metadata: RunMetadata = { videoId, run: this.run, filename: this.parts.filename };
      this.address = await transport.create(metadata);
      await this.parts.onBegun?.(this.run, this.address);
      this.remote = { transport, url: this.address };
      return;
    }
    this.remote = { transport, url: this.address };
    await this.synchronise(this.remote);
  }

  private async synchronise({ transport, url }: Remote): Promise<void> {
    const remote = await transport.head(url);
    if (remote.offset > this.sizeBytes) throw new TransportError(404);
    this.offset = remote.offset;
    this.isLengthKnownRemotely = remote.lengthBytes !== null;
  }

  private async send({ transport, url }: Remote): Promise<void> {
    const { file } = this.parts;
    const end = Math.min(file.keptBytes, this.offset + maximumPatchBytes);
    const isLast = this.isComplete && end === file.sizeBytes;
    const length = isLast && !this.isLengthKnownRemotely ? file.sizeBytes : null;
    this.offset = await transport.patch(url, this.offset, await file.read(this.offset, end), length);
    if (length !== null) this.isLengthKnownRemotely = true;
    this.lastSentAt = this.parts.now();
  }

  /** Decides whether an error ends the upload, begins it again, or is only a matter of waiting. */
  private async judge(error: unknown): Promise<void> {
    if (!(error instanceof TransportError)) throw error;
    // `upload-exists`: the creation arrived but its answer did not; the address is unknown, the next run takes over.
    const isLost = error.isGone || error.code === 'upload-exists' || error.code === 'already-finished';
    if (isLost) {
      // The uploads of one member do not exist for another one.
      if (!(await this.isSameMember())) return this.report('other-member');
      if (this.restarts++ >= maximumRestarts) throw error;
      if (!this.remote && error.code !== 'upload-exists') {
        if (!this.parts.onVideoLost) throw error;
        this.parts.onVideoLost();
      }
      this.beginAgain();
    } else if (!error.canRetry) throw error;
    this.report(stateOf(error));
  }

  /** Without an answer nothing is known, and nothing is given up. */
  private async isSameMember(): Promise<boolean> {
    return (await this.parts.isSameMember?.().catch(() => false)) ?? true;
  }

  private wakeIfDue(): void {
    const isLast = this.isComplete && this.parts.file.keptBytes === this.sizeBytes;
    const isWorth = this.parts.file.keptBytes - this.offset >= minimumPatchBytes && this.network === 'ok';
    if (isLast || isWorth) this.parts.waiter.wake();
  }

  private beginAgain(): void {
    this.remote = null;
    this.address = null;
    this.offset = 0;
    this.isLengthKnownRemotely = false;
    this.run += 1;
  }

  private report(network: UploadProgress['network']): void {
    this.network = network;
    this.parts.onProgress({
      recordedBytes: this.sizeBytes,
      keptMs: this.parts.marks.mediaMsAt(this.parts.file.keptBytes),
      acknowledgedBytes: this.offset,
      acknowledgedMs: this.parts.marks.mediaMsAt(this.offset),
      network,
    });
  }
}

/** What is shown while a request is repeated. */
function stateOf({ status, code }: TransportError): UploadProgress['network'] {
  if (status === 401) return 'signed-out';
  return code === 'no-space' ? 'no-space' : 'waiting';
}
