import { type Upload, type Video, WorkerProcessRepository } from '@app/database';
import type { MediaTools, PicturePiece, Rendition, SourceFacts } from '@app/media';
import { Inject, Injectable } from '@nestjs/common';
import { MEDIA } from '../../adapters/tokens.js';
import { SourceService } from '../source.service.js';
import type { Cut } from '../whole-source.service.js';
import { PieceDesk } from './piece-desk.service.js';
import { PIECE_RULES, pieceLengthMs, type PieceRules } from './piece-rules.js';

/** Part of the progress that the pieces are; the rest is putting them together. */
const encodedShare = 0.95;

/** What a ladder is made of. */
export interface LadderOrder {
  video: Video;
  /** Folder of the source where it was downloaded. */
  workDir: string;
  input: string;
  outDir: string;
  facts: SourceFacts;
  /** Null: all of the source. */
  cut: Cut | null;
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

/** How a source is divided. */
export interface PiecesPlan {
  upload: Upload;
  pieces: PicturePiece[];
}

/**
 * A ladder in pieces. The attempt divides the picture, hands the pieces out, encodes the sound (levelling it needs the
 * whole), and puts the ladder together. It waits for nothing but the rows of its pieces, and these for nobody.
 */
@Injectable()
export class PieceLadder {
  constructor(
    private readonly desk: PieceDesk,
    private readonly workers: WorkerProcessRepository,
    private readonly sources: SourceService,
    @Inject(MEDIA) private readonly media: MediaTools,
    @Inject(PIECE_RULES) private readonly rules: PieceRules,
  ) {}

  /**
   * Whether and how to divide: a long video of one file that nothing is wrong with, when several pieces can be encoded at
   * a time. Cuts are left to one command.
   */
  async plan({ video, workDir, input, facts, cut, signal }: LadderOrder): Promise<PiecesPlan | null> {
    if (cut || facts.isPartial || facts.durationMs < this.rules.fromMs) return null;
    const { slots } = await this.workers.count();
    if (slots < 2) return null;
    const upload = await this.sources.findUpload(video, input, workDir);
    if (!upload) return null;
    const pieceMs = pieceLengthMs(this.rules, facts.durationMs, slots);
    const pieces = await this.media.pieces.split(input, facts, pieceMs, { signal });
    return pieces.length > 0 ? { upload, pieces } : null;
  }

  /**
   * @returns the renditions, largest first
   * @throws PiecesMismatchError when one command must do it after all; MediaError and PermanentJobError of a piece
   */
  async make(order: LadderOrder, { upload, pieces }: PiecesPlan): Promise<Rendition[]> {
    const { video, input, outDir, facts, signal, onProgress } = order;
    try {
      await this.sources.share(upload);
      await this.desk.handOut(video, upload, facts, pieces);
      const { sound, made } = await this.encode(order);
      const bring = (file: string) => this.desk.bring(made, file, outDir);
      return await this.media.pieces.assemble(
        input,
        outDir,
        facts,
        { pieces, sound, bring },
        { signal, onProgress: (share) => onProgress(encodedShare + share * (1 - encodedShare)) },
      );
    } finally {
      await this.desk.clear(video);
    }
  }

  /** The sound here, the pieces anywhere; when one of them fails, the other ends as well. */
  private async encode({ video, input, outDir, facts, signal, onProgress }: LadderOrder) {
    const stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    const encoding = this.media.pieces.encodeSound(input, outDir, facts, { signal: either });
    const waiting = this.desk.untilDone(video, either, (share) => onProgress(share * encodedShare));
    try {
      const [sound, made] = await Promise.all([encoding, waiting]);
      return { sound, made };
    } catch (error) {
      stop.abort(error);
      await Promise.allSettled([encoding, waiting]);
      throw error;
    }
  }
}
