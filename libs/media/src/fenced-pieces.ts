import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { finishRendition } from './finish-rendition.js';
import { joinPieces } from './join-pieces.js';
import type { Container, Rendition, SourceFacts } from './media-facts.js';
import type { RunOptions } from './run-options.js';
import { scanFlow } from './piece-scan.js';
import type { PicturePiece, MadePieces, PieceTools } from './piece-tools.js';
import {
  copiedFile,
  joinedInputOptions,
  pieceFiles,
  planMux,
  planPiece,
  planSoundTrack,
  renditionFile,
  soundTrackFile,
  splitCells,
} from './plan-pieces.js';
import { filesOf, type MediaPlan, type PlanSetting } from './plan.js';
import type { ProbeSetting } from './probe.js';

/** What a command reads. */
export interface Source {
  /** A file, or bytes that are still coming. */
  readonly path: string | Readable;
  readonly container: Container;
  /** Put before this input alone, after the fences. */
  readonly options?: readonly string[];
}

/** What the other tools lend: how a plan is run, and what is known of the machine. */
export interface Workshop {
  run(
    plan: MediaPlan,
    sources: readonly Source[],
    outDir: string,
    durationMs: number,
    options: RunOptions,
  ): Promise<unknown>;
  planSetting(): Promise<PlanSetting>;
  probeSetting(signal: AbortSignal | undefined): Promise<ProbeSetting>;
}

/** {@link PieceTools} behind the same fences as everything else. */
export class FencedPieces implements PieceTools {
  constructor(private readonly workshop: Workshop) {}

  async split(
    inputPath: string,
    facts: SourceFacts,
    pieceMs: number,
    { signal }: Pick<RunOptions, 'signal'> = {},
  ): Promise<PicturePiece[]> {
    if (pieceFiles(facts).length === 0) return [];
    const flow = await scanFlow(resolve(inputPath), facts, await this.workshop.probeSetting(signal));
    if (!flow || flow.firstPictureUs < 0) return [];
    const { firstPictureUs, cells } = flow;
    return splitCells(cells, facts.fps, pieceMs).map((piece) => ({ ...piece, firstPictureUs }));
  }

  async encode(
    inputPath: string,
    outDir: string,
    facts: SourceFacts,
    piece: PicturePiece,
    options: RunOptions = {},
  ): Promise<string[]> {
    const plan = planPiece(facts, await this.workshop.planSetting(), piece);
    const source = { path: inputPath, container: facts.container };
    await this.workshop.run(plan, [source], outDir, (piece.toMs ?? facts.durationMs) - piece.fromMs, options);
    return filesOf(plan).map(({ file }) => file);
  }

  async encodeSound(
    inputPath: string,
    outDir: string,
    facts: SourceFacts,
    options: Pick<RunOptions, 'signal'> = {},
  ): Promise<string | null> {
    if (facts.audioStreamIndex === undefined) return null;
    const source = { path: inputPath, container: facts.container };
    await this.workshop.run(planSoundTrack(facts), [source], outDir, facts.durationMs, options);
    return soundTrackFile;
  }

  async assemble(
    inputPath: string,
    outDir: string,
    facts: SourceFacts,
    made: MadePieces,
    { signal, onProgress }: RunOptions = {},
  ): Promise<Rendition[]> {
    const options = signal ? { signal } : {};
    const mux = async (file: string, source: Source, picture: number, isCopy: boolean) => {
      const sound: Source[] = made.sound ? [{ path: join(outDir, made.sound), container: 'mov' }] : [];
      const plan = planMux(file, picture, sound.length > 0, { isCopy, durationMs: facts.durationMs });
      await this.workshop.run(plan, [source, ...sound], outDir, facts.durationMs, options);
      return finishRendition(join(resolve(outDir), file), isCopy);
    };
    const copied = copiedFile(facts);
    const source = { path: inputPath, container: facts.container };
    const renditions = copied ? [await mux(copied, source, facts.videoStreamIndex, true)] : [];
    const files = pieceFiles(facts);
    for (const [index, file] of files.entries()) {
      // oxlint-disable-next-line no-await-in-loop -- the disk holds one rung twice at most
      const joined = await this.join(await made.bring(file), made.pieces, join(outDir, `joined-${file}`));
      // oxlint-disable-next-line no-await-in-loop
      renditions.push(await mux(renditionFile(file), joined, 0, false));
      // oxlint-disable-next-line no-await-in-loop
      await rm(joined.path);
      onProgress?.((index + 1) / files.length);
    }
    return renditions;
  }

  private async join(
    paths: string[],
    pieces: readonly PicturePiece[],
    path: string,
  ): Promise<Source & { path: string }> {
    await joinPieces(paths, pieces, path);
    await Promise.all(paths.map((piece) => rm(piece)));
    return { path, container: 'mov', options: joinedInputOptions };
  }
}
