import * as fc from 'fast-check';
import { SoundLine } from './sound-line';

/** 1000 samples a second, so that a sample is a millisecond and a block 100 samples. */
function setUp() {
  const written: number[] = [];
  const begins: number[] = [];
  const line = new SoundLine(1000, 1, async ([plane], beginSeconds) => {
    begins.push(Math.round(beginSeconds * 1000));
    written.push(...(plane ?? []));
  });
  const add = (beginMs: number, value: number, frames = 10) =>
    line.add(beginMs, frames, (_, to) => void to.fill(value));
  return { line, add, written, begins };
}

const silent = (samples: number[]) => samples.filter((sample) => sample === 0).length;

describe('SoundLine', () => {
  it('joins pieces without a seam and hands them on in blocks', async () => {
    const { line, add, written, begins } = setUp();
    for (let index = 0; index < 25; index += 1) await add(index * 10 + (index % 3), 1);
    expect(begins).toEqual([0, 100]);
    await line.flush();
    expect(begins).toEqual([0, 100, 200]);
    expect(written).toHaveLength(250);
    expect(silent(written)).toBe(0);
  });

  it('fills a hole with silence, so that what follows keeps its place', async () => {
    const { line, add, written } = setUp();
    await add(0, 1);
    await add(360, 2);
    await line.flush();
    expect(written).toHaveLength(370);
    expect(silent(written)).toBe(350);
    expect(written.slice(360)).toEqual(Array.from({ length: 10 }, () => 2));
  });

  it('leaves out what would come too late', async () => {
    const { line, add, written } = setUp();
    await add(0, 1, 200);
    await add(90, 2);
    await add(200, 3);
    await line.flush();
    expect(written).toHaveLength(210);
    expect(written).not.toContain(2);
  });

  it('puts the first piece where it belongs, however near the beginning', async () => {
    const { line, add, written } = setUp();
    await add(30, 1);
    await line.flush();
    expect(silent(written)).toBe(30);
  });

  it('never strays from the clock by more than a hole and a piece', async () => {
    const pieces = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 60 });
    await expect(
      fc.assert(
        fc.asyncProperty(pieces, async (skips) => {
          const { line, add, written } = setUp();
          let atMs = 0;
          for (const skip of skips) {
            atMs += skip;
            await add(atMs, 1);
            atMs += 10;
          }
          await line.flush();
          return Math.abs(written.length - atMs) <= 110;
        }),
      ),
    ).resolves.toBeUndefined();
  });
});

/** Eight pieces that all arrive at the same moment; the others swing by some milliseconds. */
const lateTogether = (index: number) => (index >= 100 && index < 108 ? (108 - index) * 10 : index % 10);

/** Fifteen pieces that seem to be lost, and come at once. */
const lateAfterAll = (index: number) => (index >= 100 && index < 115 ? (115 - index) * 10 : 0);

describe('SoundLine, small losses', () => {
  const rate = 48_000;
  const pieceFrames = 480;

  /** Ten milliseconds each; `lateMs` tells how much later than its place each piece says it begins. */
  async function record(
    pieces: number,
    isLost: (index: number) => boolean,
    lateMs: (index: number) => number,
  ) {
    let length = 0;
    let silence = 0;
    const line = new SoundLine(rate, 1, async ([plane]) => {
      length += plane?.length ?? 0;
      silence += plane?.filter((sample) => sample === 0).length ?? 0;
    });
    for (let index = 0; index < pieces; index += 1)
      if (!isLost(index))
        await line.add(index * 10 + lateMs(index), pieceFrames, (_, to) => void to.fill(0.5));
    await line.flush();
    return { behindMs: pieces * 10 - (length * 1000) / rate, silence };
  }

  it('is drawn back to the clock after every loss, without a silence', async () => {
    const losses = fc.uniqueArray(fc.integer({ min: 1, max: 2000 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(losses, async (lost) => {
        const missing = new Set(lost);
        const { behindMs } = await record(
          3500,
          (index) => missing.has(index),
          () => 0,
        );
        expect(Math.abs(behindMs)).toBeLessThanOrEqual(5);
      }),
      { numRuns: 20 },
    );
    const { behindMs, silence } = await record(
      3000,
      (index) => index > 500 && index < 507,
      () => 0,
    );
    expect(Math.abs(behindMs)).toBeLessThanOrEqual(2);
    expect(silence).toBe(0);
  });

  it('lets a clock of its own, slower or faster than the page, drift no further', async () => {
    for (const perPiece of [-0.005, 0.005]) {
      const { behindMs } = await record(
        10_000,
        () => false,
        (index) => index * perPiece,
      );
      expect(Math.abs(behindMs + 10_000 * perPiece)).toBeLessThanOrEqual(6);
    }
  });

  it('is back at the clock at once when the sound of a filled hole comes after all', async () => {
    const { behindMs } = await record(130, () => false, lateAfterAll);
    expect(Math.abs(behindMs)).toBeLessThanOrEqual(41);
  });

  it('takes pieces that come late together for late, and goes on in the middle of where they swing', async () => {
    const { behindMs, silence } = await record(1000, () => false, lateTogether);
    expect(Math.abs(behindMs + 4.5)).toBeLessThanOrEqual(4);
    expect(silence).toBe(0);
  });
});
