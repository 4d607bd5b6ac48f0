import * as fc from 'fast-check';
import { nearestFragments } from './excerpt.js';
import type { Fragment } from './fragments.js';

const tracks = [{ id: 1, timescale: 1000 }];
const fragmentsAt = (startsMs: readonly number[]): Fragment[] =>
  startsMs.map((showTime, index) => ({
    runs: new Map([[1, { decodeTime: showTime, showTime, frames: 60, duration: 2000 }]]),
    from: index,
    to: index + 1,
  }));

describe('nearestFragments', () => {
  it('keeps for every step what a reader of all fragments would show there', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9_000 }), { maxLength: 60 }),
        fc.integer({ min: 500, max: 20_000 }),
        (gaps, stepMs) => {
          let at = 0;
          const all = fragmentsAt([0, ...gaps.map((gap) => (at += gap))]);
          const few = nearestFragments({ tracks, fragments: all }, stepMs);
          // A frame is shown at the step that it is nearest to, and until the next one.
          const shownAt = (fragments: readonly Fragment[], step: number) =>
            fragments.findLast(({ runs }) => Math.round(runs.get(1)!.showTime / stepMs) <= step)?.from;
          for (let step = 0; step * stepMs <= at; step += 1)
            expect(shownAt(few, step)).toBe(shownAt(all, step));
          expect(few.length).toBeLessThanOrEqual(Math.round(at / stepMs) + 1);
        },
      ),
    );
  });

  it('passes over what has no picture', () => {
    const sound = {
      runs: new Map([[2, { decodeTime: 0, showTime: 0, frames: 9, duration: 9 }]]),
      from: 9,
      to: 10,
    };
    expect(nearestFragments({ tracks, fragments: [...fragmentsAt([0]), sound] }, 1000)).toEqual(
      fragmentsAt([0]),
    );
  });
});
