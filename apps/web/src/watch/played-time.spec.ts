import * as fc from 'fast-check';
import { PlayedTime } from './played-time.js';

const pieces = [
  { fromMs: 1000, toMs: 3000 },
  { fromMs: 5000, toMs: 6000 },
];

describe('PlayedTime', () => {
  it('is the file’s own time where nothing was cut', () => {
    const time = new PlayedTime(null);
    expect([time.shownAt(7), time.fileAt(7), time.skipFrom(7)]).toEqual([7, 7, undefined]);
  });

  it('leaves out what was cut', () => {
    const time = new PlayedTime(pieces);
    expect([0, 1, 2, 3, 4, 5.5, 9].map((at) => time.shownAt(at))).toEqual([0, 0, 1, 2, 2, 2.5, 3]);
    expect([0, 1.5, 2, 2.5, 3, 9].map((at) => time.fileAt(at))).toEqual([1, 2.5, 5, 5.5, 6, 6]);
    expect([0, 1, 2.9, 3, 4, 5.9, 6].map((at) => time.skipFrom(at))).toEqual([
      1,
      undefined,
      undefined,
      5,
      5,
      undefined,
      Infinity,
    ]);
  });

  it('there and back is the same, and never in what was cut', () => {
    const time = new PlayedTime(pieces);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2999 }), (ms) => {
        expect(time.shownAt(time.fileAt(ms / 1000))).toBeCloseTo(ms / 1000, 6);
        expect(time.skipFrom(time.fileAt(ms / 1000))).toBeUndefined();
      }),
    );
  });
});
