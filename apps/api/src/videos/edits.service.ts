import { AppError, type SaveEdits } from '@app/contracts';
import { EditsRepository, type Video, VideoRepository } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../http/caller.js';
import { AccessService } from '../members/access.service.js';

/** Edits of videos: trimming, cutting, the poster's frame, chapters. The link and the source stay as they are. */
@Injectable()
export class EditsService {
  constructor(
    private readonly videos: VideoRepository,
    private readonly edits: EditsRepository,
    private readonly access: AccessService,
  ) {}

  /** @throws not-found, not-allowed, video-not-complete, conflict, invalid-request (details say what does not fit) */
  async save(caller: Caller, id: string, edits: SaveEdits): Promise<void> {
    await this.access.assertMayEdit(caller, await this.videos.find(id));
    const saved = await this.edits.save(id, edits);
    if (saved.result === 'not-complete') throw new AppError('video-not-complete');
    if (saved.result === 'conflict') throw new AppError('conflict');
    if (saved.result === 'misfit') throw new AppError('invalid-request', saved.problems);
  }

  /**
   * Key of the whole source as it plays, where the published rendition is only a part of it.
   * @throws not-found, also while the published rendition is the whole
   */
  async wholeKeyOf(caller: Caller, id: string): Promise<string> {
    const video: Video = await this.access.assertWithinReach(caller, await this.videos.find(id));
    if (!video.wholeKey) throw new AppError('not-found');
    return video.wholeKey;
  }
}
