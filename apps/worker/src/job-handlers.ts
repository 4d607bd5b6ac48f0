import {
  type EncodeLive,
  type EncodePiece,
  type JobHandler,
  type MakePoster,
  type Queue,
  type ReclassifyHistory,
  type TranscodeVideo,
  type TranscribeVideo,
  deleteFiles,
  encodeLive,
  encodePiece,
  makePoster,
  reclassifyHistory,
  transcodeVideo,
  transcribeVideo,
} from '@app/queue';
import type { Config } from '@app/config';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, QUEUE } from './adapters/tokens.js';
import { TranscribeVideoHandler } from './captions/transcribe-video.handler.js';
import { DeleteFilesHandler } from './delete-files/delete-files.handler.js';
import { DiskRoom } from './disk/disk-room.service.js';
import { EncodeLiveHandler } from './live/encode-live.handler.js';
import { MakePosterHandler } from './poster/make-poster.handler.js';
import { ReclassifyHistoryHandler } from './reclassify/reclassify-history.handler.js';
import { EncodePieceHandler } from './transcode/pieces/encode-piece.handler.js';
import { recordingsBeside, TranscodeVideoHandler } from './transcode/transcode-video.handler.js';

/** The map job → handler. */
@Injectable()
export class JobHandlers {
  constructor(
    private readonly live: EncodeLiveHandler,
    private readonly transcode: TranscodeVideoHandler,
    private readonly pieces: EncodePieceHandler,
    private readonly transcription: TranscribeVideoHandler,
    private readonly poster: MakePosterHandler,
    private readonly removal: DeleteFilesHandler,
    private readonly reruns: ReclassifyHistoryHandler,
    private readonly room: DiskRoom,
    @Inject(QUEUE) private readonly queue: Queue,
    @Inject(CONFIG) private readonly config: Pick<Config, 'workerConcurrency' | 'liveEncodings'>,
  ) {}

  /** Begins to take jobs of every kind. */
  async start(): Promise<void> {
    const { workerConcurrency, liveEncodings } = this.config;
    const live = this.withRoom<EncodeLive>((payload, context) => this.live.handle(payload, context));
    await this.queue.work(encodeLive, live, { concurrency: Math.max(1, liveEncodings) });
    const transcode = this.withRoom<TranscodeVideo>((_ticket, context) => this.transcode.handle(context));
    await this.queue.work(transcodeVideo, transcode, {
      concurrency: workerConcurrency + recordingsBeside,
    });
    // Beside the videos: one that waits for its pieces encodes nothing itself.
    const piece = this.withRoom<EncodePiece>((payload, context) => this.pieces.handle(payload, context));
    await this.queue.work(encodePiece, piece, { concurrency: workerConcurrency });
    const transcribe = this.withRoom<TranscribeVideo>((payload, context) =>
      this.transcription.handle(payload, context),
    );
    await this.queue.work(transcribeVideo, transcribe, { concurrency: 1 });
    const poster = this.withRoom<MakePoster>((payload, context) => this.poster.handle(payload, context));
    await this.queue.work(makePoster, poster, { concurrency: 1 });
    await this.queue.work(deleteFiles, (payload) => this.removal.handle(payload), { concurrency: 1 });
    const rerun: JobHandler<ReclassifyHistory> = (payload, context) => this.reruns.handle(payload, context);
    await this.queue.work(reclassifyHistory, rerun, { concurrency: 1 });
  }

  /** What writes to the disk begins only when it has room; removing files makes some, and never waits. */
  private withRoom<Payload>(handle: JobHandler<Payload>): JobHandler<Payload> {
    return async (payload, context) => {
      await this.room.whenFree(context.signal);
      await handle(payload, context);
    };
  }
}
