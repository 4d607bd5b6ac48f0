import type { Readable } from 'node:stream';
import type { KeptPiece } from './cut.js';
import type { Image, Rendition, SoundPiece, SourceFacts, Storyboard } from './media-facts.js';
import type { MediaLimits } from './media-limits.js';
import type { PieceTools } from './piece-tools.js';
import type { RunOptions } from './run-options.js';

export type { RunOptions } from './run-options.js';

/** Where the last lines of ffmpeg go; pino's shape. */
export interface MediaLogger {
  debug(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** What a step that makes something to play takes. */
export interface PublishOptions extends RunOptions {
  /** The pieces of the source that are left, in order and without overlap; everything when left out. */
  readonly kept?: readonly KeptPiece[] | undefined;
}

/** What a probe takes. */
export interface ProbeOptions extends Pick<RunOptions, 'signal'> {
  /**
   * Looks at the key frames of the first so many milliseconds only; at all when left out. Decoding them is what a probe of
   * a long file costs; what comes after may be damaged or of another size.
   */
  readonly keyFramesWithinMs?: number;
}

/** What came of a source that was encoded while it grew. */
export interface StreamedLadder {
  /** Largest first. */
  readonly renditions: Rendition[];
  /** Every picture was decoded, and nothing was wrong with any. */
  readonly isClean: boolean;
}

/** How `createMediaTools` is set up. */
export interface MediaToolsOptions {
  /** Found on PATH when left out. */
  readonly ffmpegPath?: string;
  /** Found on PATH when left out. */
  readonly ffprobePath?: string;
  /** `unsafe-off` runs ffmpeg without the third fence of 7-trust.md: for development on a Mac only. */
  readonly sandbox: 'required' | 'unsafe-off';
  readonly limits?: Partial<MediaLimits>;
  readonly logger?: MediaLogger;
}

/**
 * ffmpeg, fenced. Every method may throw `MediaError` (permanent), `FfmpegRunError` (retry), `MissingToolError` (install
 * something) or the reason of the aborted signal.
 */
export interface MediaTools {
  /** The same ladder, made by several machines at once. */
  readonly pieces: PieceTools;
  /** Measures a stored file and refuses what 5-media.md refuses. @param inputPath absolute path of the source */
  probe(inputPath: string, options?: ProbeOptions): Promise<SourceFacts>;
  /** The fastest MP4 that plays everywhere: a remux, or else an `ultrafast` encode of ≤ 720 lines. */
  makePlayable(
    inputPath: string,
    outDir: string,
    facts: SourceFacts,
    options?: PublishOptions,
  ): Promise<Rendition>;
  /** The ladder of 5-media.md, largest first, in one command. */
  makeRenditions(
    inputPath: string,
    outDir: string,
    facts: SourceFacts,
    options?: PublishOptions,
  ): Promise<Rendition[]>;
  /**
   * The same ladder from a source that is still growing, behind everything else that wants the processor.
   * @param source its bytes from the first to the last, as they come; destroyed in the end
   * @param facts of its beginning
   */
  encodeStream(
    source: Readable,
    outDir: string,
    facts: SourceFacts,
    options?: Pick<RunOptions, 'signal'>,
  ): Promise<StreamedLadder>;
  /** A JPEG of the frame that stands at `atMs`, 0 … duration, ≤ 1280 px wide; about one second in when left out. */
  makePoster(
    inputPath: string,
    outDir: string,
    facts: SourceFacts,
    options?: RunOptions & { readonly atMs?: number | undefined },
  ): Promise<Image>;
  /** An animated GIF of 4 s, ≤ 480 px wide, ≤ 1.5 MB. `atMs` is where it starts. */
  makePreview(
    inputPath: string,
    outDir: string,
    facts: SourceFacts,
    options?: RunOptions & { readonly atMs?: number | undefined },
  ): Promise<Image>;
  /** Small pictures along a video, in one JPEG. @param rendition one of ours in `outDir`; the smallest is the quickest */
  makeStoryboard(
    rendition: Pick<Rendition, 'file' | 'width' | 'height' | 'durationMs'>,
    outDir: string,
    options?: Pick<RunOptions, 'signal'>,
  ): Promise<Storyboard>;
  /**
   * The sound alone as WAV (16 kHz, mono) in pieces, beginning with the picture.
   * @param facts of a source with sound
   * @param options `pieceMs`: length of a piece, 1/999 of the source at least
   * @returns the files in `outDir`, in their order, and how long each is
   */
  extractSound(
    inputPath: string,
    outDir: string,
    facts: SourceFacts,
    options: Pick<RunOptions, 'signal'> & { readonly pieceMs: number },
  ): Promise<SoundPiece[]>;
  /**
   * Joins the runs of one recording (1 … 16 files, in order) into one MP4 with one picture size and one sound track.
   * @returns the name of the file in `outDir`; probe it like an upload
   */
  joinRuns(inputPaths: readonly string[], outDir: string, options?: RunOptions): Promise<string>;
  /**
   * Looks at the tools and attacks each fence by itself (about a second); one sentence per problem, none = all well.
   * Without a sandbox it warns and leaves out what only a sandbox can hold. Never throws.
   */
  selfTest(): Promise<string[]>;
}
