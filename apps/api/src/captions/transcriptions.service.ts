import type { Config } from '@app/config';
import { AppError, describeTranscriptionFailure, type Transcription } from '@app/contracts';
import { TranscriptionRepository, VideoRepository } from '@app/database';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../http/caller.js';
import { CONFIG } from '../http/config.token.js';
import { AccessService } from '../members/access.service.js';

/** Captions made by a service: whether there is one, how far it is, and asking for it. */
@Injectable()
export class TranscriptionsService {
  constructor(
    private readonly transcriptions: TranscriptionRepository,
    private readonly videos: VideoRepository,
    private readonly access: AccessService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'transcription'>,
  ) {}

  /** How far the making of a video's captions is. */
  async stateOf(videoId: string): Promise<Transcription> {
    const known = await this.transcriptions.find(videoId);
    const code = known?.failureCode ?? null;
    return {
      isAvailable: this.config.transcription !== undefined,
      state: known?.state ?? 'none',
      failure: code === null ? null : describeTranscriptionFailure(code),
    };
  }

  /** Asks for captions; while they are being made nothing changes. @throws not-found, not-allowed, transcription-off, video-not-playable */
  async request(caller: Caller, videoId: string): Promise<Transcription> {
    const video = await this.access.assertMayEdit(caller, await this.videos.find(videoId));
    if (!this.config.transcription) throw new AppError('transcription-off');
    if (video.publishedAttempt === null) throw new AppError('video-not-playable');
    if (!(await this.transcriptions.request(videoId))) throw new AppError('not-found');
    return this.stateOf(videoId);
  }
}
