import { type Config, workFolder } from '@app/config';
import { captionLimits, languageName } from '@app/contracts';
import { TranscriptionRepository, type Video, VideoRepository } from '@app/database';
import { MediaError, type MediaTools } from '@app/media';
import { type JobContext, PermanentJobError, type TranscribeVideo } from '@app/queue';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CONFIG, MEDIA } from '../adapters/tokens.js';
import { SourceService } from '../transcode/source.service.js';
import { hearPieces } from './hear-pieces.js';
import { languageOf } from './transcript-cues.js';
import { TranscriptionRefusedError } from './transcription.client.js';

type Context = Pick<JobContext, 'signal' | 'isLastAttempt'>;

/**
 * Job `transcribe-video`: sends the sound of the source to the service that the operator set up and stores what it hears.
 * Delivering it twice, late, or after the video was deleted changes nothing. Without a service nothing is sent.
 */
@Injectable()
export class TranscribeVideoHandler {
  private readonly logger = new Logger('captions');

  constructor(
    private readonly transcriptions: TranscriptionRepository,
    private readonly videos: VideoRepository,
    private readonly sources: SourceService,
    @Inject(MEDIA) private readonly media: MediaTools,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws PermanentJobError with the code that the rep is told, or what may pass */
  async handle({ videoId, attempt }: TranscribeVideo, context: Context): Promise<void> {
    if (!(await this.transcriptions.begin(videoId, attempt))) return;
    const workDir = join(workFolder(this.config), `captions-${videoId}-${attempt}`);
    try {
      const video = await this.videos.find(videoId);
      if (!video) throw new PermanentJobError('source-missing');
      await mkdir(workDir, { recursive: true });
      const heard = await this.hear(video, workDir, context.signal);
      await this.transcriptions.finish(videoId, attempt, heard);
    } catch (error) {
      await this.conclude(videoId, attempt, error, context);
    } finally {
      await rm(workDir, { recursive: true, force: true });
    }
  }

  private async hear(video: Video, workDir: string, signal: AbortSignal) {
    const service = this.config.transcription;
    if (!service) throw new PermanentJobError('transcription-wrong-address');
    const source = await this.sources.open(video, workDir, signal);
    const facts = await this.media.probe(source.path, { signal });
    if (!facts.hasAudio) throw new PermanentJobError('no-sound');
    const outDir = join(workDir, 'sound');
    const { pieceMs } = service;
    const pieces = await this.media.extractSound(source.path, outDir, facts, { signal, pieceMs });
    const { cues, language: named } = await hearPieces(service, outDir, pieces, signal);
    if (cues.length === 0) throw new PermanentJobError('no-speech');
    const language = languageOf(named);
    const label = language === 'und' ? 'Captions' : languageName(language);
    return { language, label, cues: cues.slice(0, captionLimits.cues) };
  }

  private async conclude(
    videoId: string,
    attempt: number,
    error: unknown,
    { signal, isLastAttempt }: Context,
  ): Promise<void> {
    if (signal.aborted) throw error;
    this.logger.warn({ videoId, attempt, message: (error as Error).message });
    const isRefused =
      error instanceof TranscriptionRefusedError ||
      error instanceof PermanentJobError ||
      error instanceof MediaError;
    if (!isRefused && !isLastAttempt) throw error;
    const code = isRefused && !(error instanceof MediaError) ? error.code : 'transcription-unreachable';
    await this.transcriptions.fail(videoId, attempt, code);
    throw new PermanentJobError(code, { cause: error });
  }
}
