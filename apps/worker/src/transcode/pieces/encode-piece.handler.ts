import { type Config, workFolder } from '@app/config';
import { type EncodePiece, EncodePieceRepository } from '@app/database';
import { MediaError, type MediaTools } from '@app/media';
import { type EncodePiece as EncodePieceJob, type JobContext, JobTimeoutError } from '@app/queue';
import type { Storage } from '@app/storage';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CONFIG, MEDIA, STORAGE } from '../../adapters/tokens.js';
import { Lease, leaseMs } from '../../lease.js';
import { ProgressReporter } from '../progress-reporter.js';
import { SourceService } from '../source.service.js';
import type { PiecePlan } from './piece-desk.service.js';
import { piecePrefix } from './piece-keys.js';

/** Pause before trouble that may pass is tried again, ms. */
const retryMs = 2_000;

/**
 * Job `encode-piece`: takes free pieces of an attempt until there is none. Doing it late, twice, or after the attempt was
 * given up changes nothing. Tries are counted in the rows.
 */
@Injectable()
export class EncodePieceHandler {
  private readonly logger = new Logger('pieces');

  constructor(
    private readonly pieces: EncodePieceRepository,
    private readonly sources: SourceService,
    @Inject(MEDIA) private readonly media: MediaTools,
    @Inject(STORAGE) private readonly storage: Storage,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A source that this worker cannot see is left to the others. */
  async handle({ videoId, attempt }: EncodePieceJob, { signal }: Pick<JobContext, 'signal'>): Promise<void> {
    const free = await this.pieces.findFree(videoId, attempt);
    if (!free) return;
    await mkdir(workFolder(this.config), { recursive: true });
    const workDir = await mkdtemp(join(workFolder(this.config), `${videoId}-pieces-`));
    try {
      const input = await this.sources.fetch(free.uploadId, videoId, workDir);
      if (input !== null) await this.encodeAll(free, input, workDir, signal);
    } finally {
      await rm(workDir, { recursive: true, force: true });
    }
  }

  private async encodeAll(
    { videoId, attempt }: EncodePiece,
    input: string,
    workDir: string,
    stop: AbortSignal,
  ): Promise<void> {
    while (!stop.aborted) {
      // oxlint-disable-next-line no-await-in-loop -- one piece after the other
      const piece = await this.pieces.take(videoId, attempt, leaseMs);
      if (!piece) return;
      // oxlint-disable-next-line no-await-in-loop
      await this.encode(piece, input, join(workDir, String(piece.index)), stop);
    }
  }

  private async encode(piece: EncodePiece, input: string, outDir: string, stop: AbortSignal): Promise<void> {
    const { videoId, attempt } = piece;
    const lease = new Lease(() => this.pieces.renewLease(piece, leaseMs));
    const progress = new ProgressReporter(
      { recordProgress: (_id, _attempt, share) => this.pieces.recordProgress(piece, share) },
      videoId,
      attempt,
      (error) => this.warn(piece, error),
    );
    try {
      const signal = AbortSignal.any([stop, lease.signal]);
      await this.makeFiles(piece, input, outDir, { signal, onProgress: progress.between(0, 1) });
      await progress.settled();
    } catch (error) {
      await this.conclude(piece, error, { stop, lost: lease.signal });
    } finally {
      lease.stop();
      await rm(outDir, { recursive: true, force: true });
    }
  }

  private async makeFiles(
    piece: EncodePiece,
    input: string,
    outDir: string,
    options: { signal: AbortSignal; onProgress: (share: number) => void },
  ): Promise<void> {
    const { facts, piece: part } = piece.plan as PiecePlan;
    const files = await this.media.pieces.encode(input, outDir, facts, part, options);
    for (const file of files) {
      const key = `${piecePrefix(piece)}${file}`;
      // oxlint-disable-next-line no-await-in-loop -- one large file at a time
      await this.storage.putFile(key, join(outDir, file), { contentType: 'video/mp4' });
    }
    // Whoever cleaned up may have done so before the last file was there.
    if (!(await this.pieces.markDone(piece))) await this.storage.deletePrefix(piecePrefix(piece));
  }

  private async conclude(
    piece: EncodePiece,
    error: unknown,
    { stop, lost }: { stop: AbortSignal; lost: AbortSignal },
  ): Promise<void> {
    this.warn(piece, error);
    if (lost.aborted) return;
    if (stop.aborted && !(stop.reason instanceof JobTimeoutError)) await this.pieces.release(piece, 0, false);
    else if (error instanceof MediaError) await this.pieces.markFailed(piece, error.code);
    else await this.pieces.release(piece, retryMs, true);
  }

  private warn({ videoId, attempt, index, tries }: EncodePiece, error: unknown): void {
    const { message, detail, stderrTail } = error as {
      message?: string;
      detail?: string;
      stderrTail?: string;
    };
    this.logger.warn({ videoId, attempt, index, tries, message, detail: detail ?? stderrTail });
  }
}
