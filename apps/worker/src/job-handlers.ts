import { type Queue, deleteFiles, encodeLive, makePoster, transcodeVideo, transcribeVideo } from '@app/queue';
import type { Config } from '@app/config';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, QUEUE } from './adapters/tokens.js';
import { TranscribeVideoHandler } from './captions/transcribe-video.handler.js';
import { DeleteFilesHandler } from './delete-files/delete-files.handler.js';
import { EncodeLiveHandler } from './live/encode-live.handler.js';
import { MakePosterHandler } from './poster/make-poster.handler.js';
import { TranscodeVideoHandler } from './transcode/transcode-video.handler.js';

/** The map job → handler. */
@Injectable()
export class JobHandlers {
  constructor(
    private readonly live: EncodeLiveHandler,
    private readonly transcode: TranscodeVideoHandler,
    private readonly transcription: TranscribeVideoHandler,
    private readonly poster: MakePosterHandler,
    private readonly removal: DeleteFilesHandler,
    @Inject(QUEUE) private readonly queue: Queue,
    @Inject(CONFIG) private readonly config: Pick<Config, 'workerConcurrency' | 'liveEncodings'>,
  ) {}

  /** Begins to take jobs of every kind. */
  async start(): Promise<void> {
    const { workerConcurrency: videosAtOnce, liveEncodings } = this.config;
    await this.queue.work(encodeLive, (payload, context) => this.live.handle(payload, context), {
      concurrency: Math.max(1, liveEncodings),
    });
    await this.queue.work(transcodeVideo, (_ticket, context) => this.transcode.handle(context), {
      concurrency: videosAtOnce,
    });
    await this.queue.work(
      transcribeVideo,
      (payload, context) => this.transcription.handle(payload, context),
      { concurrency: 1 },
    );
    await this.queue.work(makePoster, (payload, context) => this.poster.handle(payload, context), {
      concurrency: 1,
    });
    await this.queue.work(deleteFiles, (payload) => this.removal.handle(payload), { concurrency: 1 });
  }
}
