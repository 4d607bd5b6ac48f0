import { type MediaTools, PiecesMismatchError, type Rendition } from '@app/media';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { MEDIA } from '../../adapters/tokens.js';
import { type LadderOrder, PieceLadder } from './piece-ladder.service.js';

/** Makes the ladder of an attempt: long videos in pieces by all workers there are, everything else by one command. */
@Injectable()
export class RenditionMaker {
  private readonly logger = new Logger('renditions');

  constructor(
    private readonly pieces: PieceLadder,
    @Inject(MEDIA) private readonly media: MediaTools,
  ) {}

  /** @returns the renditions in `outDir`, largest first; the same either way */
  async make(order: LadderOrder): Promise<Rendition[]> {
    const { video, input, outDir, facts, cut, signal, onProgress } = order;
    const plan = await this.pieces.plan(order);
    try {
      if (plan) return await this.pieces.make(order, plan);
    } catch (error) {
      if (!(error instanceof PiecesMismatchError)) throw error;
      this.logger.warn({ videoId: video.id, attempt: video.attempt, message: error.message });
    }
    return this.media.makeRenditions(input, outDir, facts, { signal, onProgress, kept: cut?.kept });
  }
}
