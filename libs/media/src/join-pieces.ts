import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { readFragments, type TrackRun } from './fragments.js';
import type { PicturePiece } from './piece-tools.js';
import { anchorCount } from './plan-pieces.js';

/** The pieces of one rung do not fit together, so that frames would be lost or shown twice: encode at once instead. */
export class PiecesMismatchError extends Error {
  /** @param detail what does not fit, for the log */
  constructor(readonly detail: string) {
    super(`The pieces do not fit together: ${detail}.`);
    this.name = 'PiecesMismatchError';
  }
}

/** What is taken of one file: bytes, half-open, that lie one behind the other. */
export interface TakenBytes {
  readonly from: number;
  readonly to: number;
}

/** A fragment of a file with a single track. */
type PieceFragment = TrackRun & TakenBytes;

/** A file of a piece: its header, the units of its track in a second, and its fragments. */
export interface PieceFile {
  readonly header: Buffer;
  readonly timescale: number;
  readonly fragments: readonly PieceFragment[];
}

function expectFit(fits: boolean, index: number, detail: string): void {
  if (!fits) throw new PiecesMismatchError(`piece ${index}: ${detail}`);
}

/**
 * Chooses from each file the fragments that are its piece's own, and checks every seam: the next file must go on at the
 * very time, shown and decoded, at which this one would have gone on.
 * @param files one per piece, in order
 * @throws PiecesMismatchError
 */
export function chooseFragments(files: readonly PieceFile[], pieces: readonly PicturePiece[]): TakenBytes[] {
  const [first] = files;
  const beginning = first?.fragments[0];
  if (!first || !beginning || files.length !== pieces.length)
    throw new PiecesMismatchError('a piece is missing');
  let expected: PieceFragment | undefined;
  let lastTime = -1;
  return files.map((file, index) => {
    const { fromMs, toMs } = pieces[index] as PicturePiece;
    const [anchor] = file.fragments;
    expectFit(file.header.equals(first.header), index, 'another encoder');
    expectFit(anchor?.showTime === beginning.showTime, index, 'another beginning');
    expectFit(index === 0 || anchor?.frames === anchorCount, index, 'no early frames');
    const msOf = ({ showTime }: PieceFragment) => ((showTime - beginning.showTime) * 1000) / first.timescale;
    const own = file.fragments.filter(
      (fragment) =>
        (index === 0 || fragment !== anchor) &&
        msOf(fragment) >= fromMs &&
        msOf(fragment) < (toMs ?? Infinity),
    );
    const [start] = own;
    const end = own.at(-1);
    if (!start || !end) throw new PiecesMismatchError(`piece ${index}: no frames`);
    const isSame = start.showTime === expected?.showTime && start.decodeTime === expected.decodeTime;
    expectFit(expected === undefined || isSame, index, 'another time at the seam');
    expectFit(start.decodeTime > lastTime, index, 'frames twice');
    expected = file.fragments.find((fragment) => toMs !== null && msOf(fragment) >= toMs);
    lastTime = end.decodeTime;
    return { from: start.from, to: end.to };
  });
}

/**
 * Joins the files of one rung into one MP4, byte by byte.
 * @param paths one per piece, in order
 * @param target is overwritten
 * @throws PiecesMismatchError
 */
export async function joinPieces(
  paths: readonly string[],
  pieces: readonly PicturePiece[],
  target: string,
): Promise<void> {
  const files = await readAll(paths);
  const taken = chooseFragments(files, pieces);
  await pipeline(async function* () {
    yield files[0]?.header ?? Buffer.alloc(0);
    for (const [index, { from, to }] of taken.entries())
      yield* createReadStream(paths[index] ?? '', { start: from, end: to - 1 });
  }, createWriteStream(target));
}

async function readAll(paths: readonly string[]): Promise<PieceFile[]> {
  const files: PieceFile[] = [];
  try {
    // oxlint-disable-next-line no-await-in-loop -- hundreds of files need not be open at once
    for (const path of paths) files.push(await readPiece(path));
  } catch (error) {
    if (error instanceof RangeError) throw new PiecesMismatchError(error.message);
    throw error;
  }
  return files;
}

async function readPiece(path: string): Promise<PieceFile> {
  const { header, tracks, fragments } = await readFragments(path);
  const [track] = tracks;
  if (!track || tracks.length > 1) throw new RangeError('not one track');
  const own = fragments.flatMap(({ runs, from, to }) => {
    const run = runs.get(track.id);
    return run ? [{ ...run, from, to }] : [];
  });
  return { header, timescale: track.timescale, fragments: own };
}
