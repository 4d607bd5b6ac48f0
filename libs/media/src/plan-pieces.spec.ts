import * as fc from 'fast-check';
import { chooseFragments, type PieceFile, PiecesMismatchError } from './join-pieces.js';
import { FlowScan } from './piece-scan.js';
import type { PicturePiece } from './piece-tools.js';
import { anchorCount, cellMs, splitCells } from './plan-pieces.js';

const cellsOf = fc.array(fc.constantFrom(0, 1, 5, 12, 30, 60, 60, 60), { minLength: 1, maxLength: 400 });
const lengths = fc.integer({ min: 4_000, max: 120_000 });

describe('splitCells', () => {
  it('covers everything exactly once, on the grid of key frames', () => {
    fc.assert(
      fc.property(cellsOf, lengths, (cells, pieceMs) => {
        const pieces = splitCells(cells, 30, pieceMs);
        fc.pre(pieces.length > 0);
        expect(pieces.map(({ fromMs }) => fromMs)).toEqual([
          0,
          ...pieces.slice(0, -1).map(({ toMs }) => toMs),
        ]);
        expect(pieces.at(-1)?.toMs).toBeNull();
        expect(pieces.every(({ fromMs }) => fromMs % cellMs === 0)).toBe(true);
      }),
    );
  });

  it('makes no piece shorter than half of what was asked for, and never a single one', () => {
    fc.assert(
      fc.property(cellsOf, lengths, (cells, pieceMs) => {
        const pieces = splitCells(cells, 30, pieceMs);
        expect(pieces.length).not.toBe(1);
        for (const { fromMs, toMs } of pieces)
          expect((toMs ?? cells.length * cellMs) - fromMs).toBeGreaterThanOrEqual(pieceMs / 2 - cellMs);
      }),
    );
  });

  it('begins a piece only where frames flow before it', () => {
    fc.assert(
      fc.property(cellsOf, lengths, (cells, pieceMs) => {
        for (const { fromMs } of splitCells(cells, 30, pieceMs).slice(1)) {
          expect(cells[fromMs / cellMs - 1]).toBeGreaterThanOrEqual(30);
          expect(cells[fromMs / cellMs]).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('divides an even picture evenly, and one that stands still not at all', () => {
    const even = splitCells(
      Array.from({ length: 150 }, () => 60),
      30,
      60_000,
    );
    expect(even.map(({ fromMs }) => fromMs)).toEqual([0, 60_000, 120_000, 180_000, 240_000]);
    expect(
      splitCells(
        Array.from({ length: 150 }, () => 2),
        1,
        60_000,
      ),
    ).toEqual([]);
  });
});

describe('FlowScan', () => {
  it('counts frames from the first one that is shown, whatever order they are stored in', () => {
    const scan = new FlowScan();
    for (const time of [0.6, 0.5, 0.55, 2.4, 2.5, 6.5]) scan.addLine(`packet,${time},K_`);
    for (const line of ['packet,-1.0,KD', 'packet,N/A,__', 'format,0.2']) scan.addLine(line);
    expect(scan.result()).toEqual({ firstPictureUs: 300_000, cells: [4, 1, 0, 1] });
    expect(new FlowScan().result()).toBeUndefined();
  });
});

/** A file whose fragments begin so many ms after the beginning of the picture. */
const fileOf = (times: readonly number[], changes: Partial<PieceFile> = {}): PieceFile => ({
  header: Buffer.from('header'),
  timescale: 1000,
  fragments: times.map((time, index) => ({
    showTime: 10_000 + time,
    decodeTime: 9_900 + time,
    frames: anchorCount,
    duration: 300,
    from: index * 10,
    to: index * 10 + 10,
  })),
  ...changes,
});

describe('chooseFragments', () => {
  const pieces: PicturePiece[] = [
    { fromMs: 0, toMs: 4000, firstPictureUs: 0 },
    { fromMs: 4000, toMs: null, firstPictureUs: 0 },
  ];
  const first = fileOf([0, 2000, 4000]);

  it('leaves out what is early and what is late', () => {
    const second = fileOf([0, 2500, 4000, 6000, 8100]);
    expect(chooseFragments([first, second], pieces)).toEqual([
      { from: 0, to: 20 },
      { from: 20, to: 50 },
    ]);
  });

  it.each([
    ['a frame more or less at the seam', fileOf([0, 2500, 4033, 6000])],
    ['another clock', fileOf([33, 2500, 4033, 6000])],
    ['another encoder', fileOf([0, 2500, 4000], { header: Buffer.from('other') })],
    ['no frames of its own', fileOf([0, 2500])],
  ])('refuses %s', (_, second) => {
    expect(() => chooseFragments([first, second], pieces)).toThrow(PiecesMismatchError);
  });

  it('refuses early frames that took the place of real ones, and a piece that is missing', () => {
    const second = fileOf([0, 2500, 4000]);
    const [anchor, ...rest] = second.fragments;
    const short = { ...second, fragments: [{ ...anchor!, frames: 2 }, ...rest] };
    expect(() => chooseFragments([first, short], pieces)).toThrow(PiecesMismatchError);
    expect(() => chooseFragments([first], pieces)).toThrow(PiecesMismatchError);
  });
});
