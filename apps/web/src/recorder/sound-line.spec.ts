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
    await add(100, 2);
    await add(200, 3);
    await line.flush();
    expect(written).toHaveLength(210);
    expect(written).not.toContain(2);
  });

  it('never strays from the clock by more than its tolerance and a piece', async () => {
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
          return Math.abs(written.length - atMs) <= 50;
        }),
      ),
    ).resolves.toBeUndefined();
  });
});
