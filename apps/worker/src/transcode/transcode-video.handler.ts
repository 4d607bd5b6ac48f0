import { type Config, workFolder } from '@app/config';
import { TranscodeRepository, TranscriptionRepository, type Video } from '@app/database';
import { MediaError } from '@app/media';
import { type JobContext, JobTimeoutError, PermanentJobError, type TranscodeVideo } from '@app/queue';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CONFIG } from '../adapters/tokens.js';
import { Lease, LeaseLostError, leaseMs } from './lease.js';
import { ProgressReporter } from './progress-reporter.js';
import { TranscodeService } from './transcode.service.js';

/** Pause before trouble that may pass is tried again, ms; doubles with every try. */
const retryMs = 2_000;

/**
 * Job `transcode-video`: takes the lease, works, and says how it ended. Delivering it twice, late, or after the video was
 * deleted changes nothing. Tries are counted in the row and not by the queue, which forgets them when a worker dies.
 */
@Injectable()
export class TranscodeVideoHandler {
  private readonly logger = new Logger('transcode');
  private readonly folder: string;

  constructor(
    private readonly transcodes: TranscodeRepository,
    private readonly service: TranscodeService,
    private readonly transcriptions: TranscriptionRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.folder = workFolder(config);
  }

  /** @throws PermanentJobError with the code that the rep is told */
  async handle({ videoId, attempt }: TranscodeVideo, { signal }: Pick<JobContext, 'signal'>): Promise<void> {
    const video = await this.transcodes.takeLease(videoId, attempt, leaseMs);
    if (!video) return;
    const lease = new Lease(this.transcodes, videoId, attempt);
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
    if (lost.aborted || error instanceof LeaseLostError) return this.warn(video, error);
    if (stop.aborted && !(stop.reason instanceof JobTimeoutError)) {
      await this.transcodes.releaseLease(id, attempt, 0, false);
      return;
    }
    this.warn(video, error);
    if (error instanceof MediaError || error instanceof PermanentJobError) {
      await this.transcodes.markFailed(id, attempt, error.code);
      throw new PermanentJobError(error.code, { cause: error });
    }
    await this.transcodes.releaseLease(id, attempt, retryMs * 2 ** tries, true);
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
