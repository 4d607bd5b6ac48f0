import { type Config, uploadsFolder } from '@app/config';
import { LiveEncodingRepository, UploadRepository } from '@app/database';
import { MediaError, type MediaTools, type SourceFacts } from '@app/media';
import type { EncodeLive, JobContext } from '@app/queue';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { CONFIG, MEDIA } from '../adapters/tokens.js';
import { Lease, LeaseLostError } from '../lease.js';
import { GrowingUpload, UploadSilentError } from './growing-upload.js';
import { liveFolder } from './live-folder.js';
import type { LivePictures, LiveResult } from './live-result.js';

/** Whoever waits for a dead encoder waits as long as its lease lasts, and hears of a living one's progress as often as it is renewed. */
const leaseTimes = { lastsMs: 5_000, renewEveryMs: 500 };
/** So much of a recording is measured before the encoder starts, enough for the preview: a second more tells nothing new. */
const beginningMs = 4_500;
/** Pause between two tries to take an upload that somebody else holds, ms. */
const claimEveryMs = 1_000;
/** Pause between two tries to measure it, ms. */
const measureEveryMs = 1_000;

/**
 * Job `encode-live`: encodes a recording while it is still being uploaded, so that it is ready when the rep lets go. Whatever
 * happens here, the ordinary way from the stored source gives the same.
 */
@Injectable()
export class EncodeLiveHandler {
  private readonly logger = new Logger('live');

  constructor(
    private readonly uploads: UploadRepository,
    private readonly encodings: LiveEncodingRepository,
    @Inject(MEDIA) private readonly media: MediaTools,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Never throws for the recording's sake: nobody waits for a second delivery. */
  async handle({ uploadId }: EncodeLive, { signal }: Pick<JobContext, 'signal'>): Promise<void> {
    const holder = randomUUID();
    if (this.config.liveEncodings === 0 || !(await this.claim(uploadId, holder, signal))) return;
    const path = join(uploadsFolder(this.config), uploadId);
    const upload = new GrowingUpload(this.uploads, uploadId, path, this.config.silenceBeforeFinishMs);
    const lease = new Lease(
      () => this.encodings.renew(uploadId, holder, leaseTimes.lastsMs, upload.takenBytes),
      leaseTimes,
    );
    try {
      const isDone = await this.encode(upload, holder, AbortSignal.any([signal, lease.signal]), uploadId);
      if (!isDone) await this.giveUp(uploadId, holder);
    } catch (error) {
      this.tell(uploadId, error);
      await this.giveUp(uploadId, holder);
    } finally {
      lease.stop();
    }
  }

  /** A job that was taken from a worker for dead finds its lease alive for a moment. */
  private async claim(uploadId: string, holder: string, signal: AbortSignal): Promise<boolean> {
    for (const giveUpAt = Date.now() + 2 * leaseTimes.lastsMs; Date.now() < giveUpAt;) {
      // oxlint-disable-next-line no-await-in-loop
      if (await this.encodings.claim(uploadId, holder, leaseTimes.lastsMs)) return true;
      // oxlint-disable-next-line no-await-in-loop
      const state = await this.encodings.find(uploadId);
      if (!state || state.result) return false;
      // oxlint-disable-next-line no-await-in-loop
      await pause(claimEveryMs, undefined, { signal });
    }
    return false;
  }

  private async encode(
    upload: GrowingUpload,
    holder: string,
    signal: AbortSignal,
    uploadId: string,
  ): Promise<boolean> {
    const facts = await this.measureBeginning(upload, signal);
    if (!facts) return false;
    const folder = liveFolder(this.config, holder);
    await mkdir(folder, { recursive: true });
    const source = Readable.from(upload.read(signal), { objectMode: false });
    const drawing = this.drawPictures(upload.path, folder, facts, signal);
    const ladder = await this.media
      .encodeStream(source, folder, facts, { signal })
      .finally(() => drawing.catch(() => null));
    const { sha256 } = await upload.look();
    if (sha256 !== upload.digest()) return false;
    const result: LiveResult = { facts, ...ladder, pictures: await drawing };
    return this.encodings.finish(uploadId, holder, result);
  }

  /** They show how the recording begins, which has arrived: nobody needs to wait for them at *Stop*. */
  private async drawPictures(
    path: string,
    folder: string,
    facts: SourceFacts,
    signal: AbortSignal,
  ): Promise<LivePictures | null> {
    try {
      const options = { signal, isBackground: true };
      const poster = await this.media.makePoster(path, folder, facts, options);
      return { poster, preview: await this.media.makePreview(path, folder, facts, options) };
    } catch (error) {
      signal.throwIfAborted();
      this.logger.debug({ path, message: (error as Error).message }, 'no pictures of a beginning');
      return null;
    }
  }

  /** @returns null when the recording ended before there was enough of it: the ordinary way is as quick then */
  private async measureBeginning(upload: GrowingUpload, signal: AbortSignal): Promise<SourceFacts | null> {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop
      const { completedAt } = await upload.look();
      if (completedAt !== null) return null;
      // oxlint-disable-next-line no-await-in-loop
      const facts = await this.measure(upload.path, signal);
      if (facts && facts.durationMs >= beginningMs) return facts;
      // oxlint-disable-next-line no-await-in-loop
      await pause(measureEveryMs, undefined, { signal });
    }
  }

  private async measure(path: string, signal: AbortSignal): Promise<SourceFacts | null> {
    try {
      return await this.media.probe(path, { signal, keyFramesWithinMs: beginningMs });
    } catch (error) {
      // Too short, or cut in the middle of its first part: there will be more.
      if (error instanceof MediaError) return null;
      throw error;
    }
  }

  private async giveUp(uploadId: string, holder: string): Promise<void> {
    await this.encodings.remove(uploadId, holder);
    await rm(liveFolder(this.config, holder), { recursive: true, force: true });
  }

  private tell(uploadId: string, error: unknown): void {
    const isUsual = error instanceof UploadSilentError || error instanceof LeaseLostError || isAbort(error);
    const { message, stderrTail } = error as { message?: string; stderrTail?: string };
    if (isUsual) this.logger.debug({ uploadId, message });
    else this.logger.warn({ uploadId, message, detail: stderrTail });
  }
}

const isAbort = (error: unknown) => (error as { name?: string }).name === 'AbortError';
