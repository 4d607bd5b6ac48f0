import { EncodePieceRepository, type EncodePiece, type Upload, type Video } from '@app/database';
import type { PicturePiece, SourceFacts } from '@app/media';
import { encodePiece, PermanentJobError, type Queue } from '@app/queue';
import type { Storage } from '@app/storage';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { join } from 'node:path';
import { QUEUE, STORAGE } from '../../adapters/tokens.js';
import { piecePrefix, piecesPrefix } from './piece-keys.js';

/** Pause between two looks at the rows, ms. */
const lookEveryMs = 500;
/** Pieces that are free for so long may have lost their job, ms; adding a job that still waits changes nothing. */
const remindEveryMs = 5_000;
/** Most jobs at once: each takes pieces until none is free. */
const maxJobs = 32;

/** What a worker needs to encode a piece; the `plan` of its row. */
export interface PiecePlan {
  facts: SourceFacts;
  piece: PicturePiece;
}

type Attempt = Pick<Video, 'id' | 'attempt'>;

/** Hands the pieces of an attempt out and takes them back. The rows are the truth, the jobs only a hint. */
@Injectable()
export class PieceDesk {
  private readonly logger = new Logger('pieces');

  constructor(
    private readonly pieces: EncodePieceRepository,
    @Inject(QUEUE) private readonly queue: Queue,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  async handOut(
    { id, attempt }: Attempt,
    upload: Upload,
    facts: SourceFacts,
    pieces: readonly PicturePiece[],
  ): Promise<void> {
    await this.pieces.create(
      pieces.map((piece, index) => ({
        videoId: id,
        attempt,
        index,
        uploadId: upload.id,
        plan: { facts, piece } satisfies PiecePlan,
        lengthMs: Math.max(1, (piece.toMs ?? facts.durationMs) - piece.fromMs),
      })),
    );
  }

  /**
   * Waits until every piece is encoded, and reminds the queue of those that nobody takes.
   * @returns the pieces in order
   * @throws PermanentJobError with the code of a piece that failed, or the reason of the signal
   */
  async untilDone(
    { id, attempt }: Attempt,
    signal: AbortSignal,
    onProgress: (share: number) => void,
  ): Promise<EncodePiece[]> {
    let remindedAt = 0;
    for (;;) {
      signal.throwIfAborted();
      // oxlint-disable-next-line no-await-in-loop -- one look after the other
      const { isDone, share, failureCode, free } = await this.pieces.standing(id, attempt);
      if (failureCode !== null) throw new PermanentJobError(failureCode);
      if (isDone) return this.pieces.findOfAttempt(id, attempt);
      onProgress(share);
      if (Date.now() - remindedAt >= remindEveryMs) {
        remindedAt = Date.now();
        // oxlint-disable-next-line no-await-in-loop
        for (const index of free.slice(0, maxJobs))
          await this.queue.add(encodePiece, { videoId: id, attempt, index });
      }
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }

  /** Downloads one file of every piece. @returns absolute paths in `folder`, in the order of the pieces */
  async bring(pieces: readonly EncodePiece[], file: string, folder: string): Promise<string[]> {
    const paths: string[] = [];
    for (const piece of pieces) {
      const path = join(folder, `${piece.index}-${file}`);
      // oxlint-disable-next-line no-await-in-loop -- one connection is enough
      await this.storage.downloadTo(`${piecePrefix(piece)}${file}`, path);
      paths.push(path);
    }
    return paths;
  }

  /** Removes files and rows. What cannot be removed now is left to the sweep. */
  async clear({ id, attempt }: Attempt): Promise<void> {
    try {
      await this.storage.deletePrefix(piecesPrefix(id, attempt));
      await this.pieces.remove(id, attempt);
    } catch (error) {
      this.logger.warn({ videoId: id, attempt, message: (error as Error).message });
    }
  }
}
