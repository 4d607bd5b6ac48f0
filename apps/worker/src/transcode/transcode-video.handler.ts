import { type Config, workFolder } from '@app/config';
import { TranscodeRepository, TranscriptionRepository, type Video } from '@app/database';
import { MediaError } from '@app/media';
import { type JobContext, JobTimeoutError, PermanentJobError } from '@app/queue';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CONFIG } from '../adapters/tokens.js';
import { Lease, LeaseLostError, LeaseUnansweredError, leaseMs } from '../lease.js';
import { isOutage } from './outage.js';
import { ProgressReporter } from './progress-reporter.js';
import { TranscodeService } from './transcode.service.js';

/** Pause before trouble that may pass is tried again, ms; doubles with every try. */
const retryMs = 2_000;
/** Pause before work is taken up again that an outage of the database or the storage ended, ms. */
const outageMs = 30_000;
/** Recordings that are taken beside the videos at work: somebody waits at *Stop*, and making them playable takes a second. */
export const recordingsBeside = 2;
/** After so long a job takes no further video: its time limit is that of one, ms. */
const longestStayMs = 60 * 60_000;
/** Pause between two tries to tell the database something, ms. */
const tellAgainMs = 1_000;

/**
 * Job `transcode-video`: takes the lease on the video whose turn it is, works, and says how it ended. The job is only a
 * ticket, good for one turn: delivering it twice, late, or after its video was deleted changes nothing. Tries are counted
 * in the row and not by the queue, which forgets them when a worker dies.
 */
@Injectable()
export class TranscodeVideoHandler {
  private readonly logger = new Logger('transcode');
  private readonly folder: string;
  /** Videos at work in this process. */
  private running = 0;

  constructor(
    private readonly transcodes: TranscodeRepository,
    private readonly service: TranscodeService,
    private readonly transcriptions: TranscriptionRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.folder = workFolder(config);
  }

  /** Works for as long as there is something to do: a ticket that found nothing for it is gone, and its video still waits. */
  async handle({ signal }: Pick<JobContext, 'signal'>): Promise<void> {
    const beganAt = Date.now();
    let isThereMore: boolean;
    do {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      isThereMore = await this.takeTurn(signal);
    } while (isThereMore && !signal.aborted && Date.now() - beganAt < longestStayMs);
  }

  /** @returns false when nothing waits that may be taken now */
  private async takeTurn(signal: AbortSignal): Promise<boolean> {
    const isBeside = this.running >= this.config.workerConcurrency;
    this.running += 1;
    try {
      const video = await this.transcodes.takeNext(leaseMs, isBeside ? 'recording' : null);
      if (video) await this.work(video, signal);
      return video !== null;
    } finally {
      this.running -= 1;
    }
  }

  private async work(video: Video, signal: AbortSignal): Promise<void> {
    const { id: videoId, attempt } = video;
    const lease = new Lease(() => this.transcodes.renewLease(videoId, attempt, leaseMs));
    const workDir = join(this.folder, `${videoId}-${attempt}`);
    try {
      await mkdir(workDir, { recursive: true });
      await this.service.run({
        video,
        workDir,
        progress: new ProgressReporter(this.transcodes, videoId, attempt, (error) => this.warn(video, error)),
        signal: AbortSignal.any([signal, lease.signal]),
      });
      if (this.config.transcription) await this.transcriptions.requestFirst(videoId);
    } catch (error) {
      lease.stop();
      await this.conclude(video, error, { stop: signal, lost: lease.signal });
    } finally {
      lease.stop();
      await rm(workDir, { recursive: true, force: true });
    }
  }

  private async conclude(
    video: Video,
    error: unknown,
    { stop, lost }: { stop: AbortSignal; lost: AbortSignal },
  ): Promise<void> {
    const { id, attempt, tries } = video;
    if (lost.reason instanceof LeaseUnansweredError) return this.blameOutage(video, error, stop);
    if (lost.aborted || error instanceof LeaseLostError) return this.warn(video, error);
    if (stop.aborted && !(stop.reason instanceof JobTimeoutError)) {
      await this.transcodes.releaseLease(id, attempt, 0, false);
      return;
    }
    if (isOutage(error)) return this.blameOutage(video, error, stop);
    this.warn(video, error);
    if (error instanceof MediaError || error instanceof PermanentJobError)
      await this.transcodes.markFailed(id, attempt, error.code);
    else await this.transcodes.releaseLease(id, attempt, retryMs * 2 ** tries, true);
  }

  /** Says that the source is not to blame, as soon as the database hears it. */
  private async blameOutage(video: Video, outage: unknown, stop: AbortSignal): Promise<void> {
    this.warn(video, outage);
    while (!stop.aborted) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- until it is heard
        await this.transcodes.giveTryBack(video.id, video.attempt, outageMs);
        return;
      } catch (error) {
        this.warn(video, error);
        // oxlint-disable-next-line no-await-in-loop
        await pause(tellAgainMs);
      }
    }
  }

  private warn({ id, attempt, tries }: Video, error: unknown): void {
    const { message, detail, stderrTail } = error as {
      message?: string;
      detail?: string;
      stderrTail?: string;
    };
    this.logger.warn({ videoId: id, attempt, tries, message, detail: detail ?? stderrTail });
  }
}
