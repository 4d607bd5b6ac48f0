import { EncodePieceRepository } from '@app/database';
import type { Storage } from '@app/storage';
import { Inject, Injectable } from '@nestjs/common';
import { STORAGE } from '../adapters/tokens.js';
import { piecesPrefix } from '../transcode/pieces/piece-keys.js';

/** Removes the pieces of attempts that were given up, or whose worker died. */
@Injectable()
export class PiecesSweep {
  constructor(
    private readonly pieces: EncodePieceRepository,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  /** The rows go last: they are the only record of the files. */
  async removeOutdated(): Promise<void> {
    for (const { videoId, attempt } of await this.pieces.findOutdated()) {
      // oxlint-disable-next-line no-await-in-loop -- a handful at most
      await this.storage.deletePrefix(piecesPrefix(videoId, attempt));
      // oxlint-disable-next-line no-await-in-loop
      await this.pieces.remove(videoId, attempt);
    }
  }
}
