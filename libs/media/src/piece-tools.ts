import type { Rendition, SourceFacts } from './media-facts.js';
import type { RunOptions } from './run-options.js';

/** A part of a source whose picture is encoded by itself, on the grid of key frames of the whole. */
export interface PicturePiece {
  /** Beginning, ms from the first picture: a multiple of 2000, of which the first piece has 0 and the others 4000 or more. */
  readonly fromMs: number;
  /** End, half-open, ms from the first picture: a multiple of 2000. Null: the end of the source. */
  readonly toMs: number | null;
  /** When the first picture of the source is shown, microseconds from the beginning of the file. */
  readonly firstPictureUs: number;
}

/** What a ladder is put together from. */
export interface MadePieces {
  /** In order, all of them. */
  readonly pieces: readonly PicturePiece[];
  /** File of `encodeSound` in the output folder; null for a source without sound. */
  readonly sound: string | null;
  /**
   * Brings the files of one rung.
   * @param file one of those that `encode` names
   * @returns absolute paths in the order of the pieces; they are removed once they are used
   */
  bring(file: string): Promise<string[]>;
}

/** The ladder in pieces, which several machines can encode at the same time. Throws like `MediaTools`. */
export interface PieceTools {
  /**
   * Looks for good places to divide the picture at: key frames of the ladder before which frames flow.
   * @param pieceMs length of a piece, ms, 4000 or more; pieces are half as long or longer
   * @returns two pieces or more, in order; none for a source that is better encoded at once
   */
  split(
    inputPath: string,
    facts: SourceFacts,
    pieceMs: number,
    options?: Pick<RunOptions, 'signal'>,
  ): Promise<PicturePiece[]>;
  /**
   * Encodes the picture of one piece for every rung that is not a copy.
   * @returns names of the files in `outDir`, largest rung first, the same for every piece
   */
  encode(
    inputPath: string,
    outDir: string,
    facts: SourceFacts,
    piece: PicturePiece,
    options?: RunOptions,
  ): Promise<string[]>;
  /** Levels and encodes the sound of the whole, once. @returns its file in `outDir`; null without sound */
  encodeSound(
    inputPath: string,
    outDir: string,
    facts: SourceFacts,
    options?: Pick<RunOptions, 'signal'>,
  ): Promise<string | null>;
  /**
   * Puts the ladder together without encoding anything again: what `makeRenditions` would have made.
   * @throws PiecesMismatchError when the pieces do not fit together without a gap
   */
  assemble(
    inputPath: string,
    outDir: string,
    facts: SourceFacts,
    made: MadePieces,
    options?: RunOptions,
  ): Promise<Rendition[]>;
}
