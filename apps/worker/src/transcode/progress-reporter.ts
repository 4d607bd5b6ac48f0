import type { TranscodeRepository } from '@app/database';

/** Least time between two writes, and between two that members are told of, ms. */
const writeEveryMs = 500;
const tellEveryMs = 1_000;

/** Writes progress without flooding the database: a step reports as often as it likes. */
export class ProgressReporter {
  private lastWriteAt = 0;
  private lastTellAt = 0;
  private highest = 0;
  private writing: Promise<unknown> = Promise.resolve();

  /** @param now clock in ms, for tests */
  constructor(
    private readonly transcodes: Pick<TranscodeRepository, 'recordProgress'>,
    private readonly videoId: string,
    private readonly attempt: number,
    private readonly onError: (error: Error) => void,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * For a step that is the part `from`–`to` (0–1) of the whole work.
   * @returns takes the step's own share, 0–1
   */
  between(from: number, to: number): (share: number) => void {
    return (share) => this.report(from + (to - from) * Math.min(1, Math.max(0, share)));
  }

  /** Resolves when the last write has ended. */
  async settled(): Promise<void> {
    await this.writing;
  }

  private report(progress: number): void {
    const now = this.now();
    if (progress <= this.highest || now - this.lastWriteAt < writeEveryMs) return;
    const isTold = now - this.lastTellAt >= tellEveryMs;
    this.highest = progress;
    this.lastWriteAt = now;
    if (isTold) this.lastTellAt = now;
    this.writing = this.writing
      .then(() => this.transcodes.recordProgress(this.videoId, this.attempt, progress, isTold))
      .catch(this.onError);
  }
}
