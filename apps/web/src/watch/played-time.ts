/** Where in the file a position lies. */
type Piece = readonly [fromSeconds: number, toSeconds: number];

/** A browser may answer a jump with a position a trifle before it. */
const slackSeconds = 0.02;

/**
 * The clock that viewers see, over the file that plays. They are the same unless the sender has just cut something out:
 * until a file without it is there, only the pieces that are left are played. All in seconds.
 */
export class PlayedTime {
  private readonly pieces: readonly Piece[];

  /** @param pieces milliseconds of the file that are played, in order; nothing: all of it */
  constructor(pieces: readonly { fromMs: number; toMs: number }[] | null | undefined) {
    this.pieces = (pieces ?? []).map(({ fromMs, toMs }) => [fromMs / 1000, toMs / 1000] as const);
  }

  /** What the clock shows at a position of the file; inside a cut piece: where it goes on. */
  shownAt(file: number): number {
    if (this.pieces.length === 0) return file;
    return this.pieces.reduce((sum, [from, to]) => sum + Math.min(Math.max(0, file - from), to - from), 0);
  }

  /** The position of the file at a moment of the clock. */
  fileAt(shown: number): number {
    let left = Math.max(0, shown);
    for (const [from, to] of this.pieces) {
      if (left < to - from) return from + left;
      left -= to - from;
    }
    return this.pieces.at(-1)?.[1] ?? shown;
  }

  /** Where to go on from a position of the file: undefined where it may play, Infinity at the end. */
  skipFrom(file: number): number | undefined {
    const isPlayed = ([from, to]: Piece) => file >= from - slackSeconds && file < to;
    if (this.pieces.length === 0 || this.pieces.some(isPlayed)) return undefined;
    return this.pieces.find(([from]) => from > file)?.[0] ?? Infinity;
  }
}
