import * as fc from 'fast-check';
import { type MediaRange } from './ranges.js';
import { retentionOf } from './retention.js';

describe('retentionOf', () => {
  it('counts a viewer once in the curve and every play in the heat', () => {
    const buckets = retentionOf(
      [
        [
          [0, 5_000],
          [0, 5_000],
        ],
        [[0, 10_000]],
      ],
      10_000,
      2,
    );
    expect(buckets).toEqual([
      { fromMs: 0, toMs: 5_000, curve: 1, heat: 3 },
      { fromMs: 5_000, toMs: 10_000, curve: 0.5, heat: 1 },
    ]);
  });

  it('covers the video without a gap, whatever its length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 1, max: 200 }),
        (durationMs, count) => {
          const buckets = retentionOf([], durationMs, count);
          expect(buckets).toHaveLength(Math.min(durationMs, count));
          expect(buckets[0]?.fromMs).toBe(0);
          expect(buckets.at(-1)?.toMs).toBe(durationMs);
          buckets.slice(1).forEach(({ fromMs }, index) => expect(fromMs).toBe(buckets[index]?.toMs));
        },
      ),
    );
  });

  it('heats by exactly the media played, and the curve never leaves 0–1', () => {
    const range = fc
      .tuple(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 1, max: 1000 }))
      .filter(([from, to]) => from < to)
      .map(([from, to]): MediaRange => [from, to]);
    fc.assert(
      fc.property(fc.array(fc.array(range)), fc.integer({ min: 1, max: 60 }), (viewers, count) => {
        const buckets = retentionOf(viewers, 1000, count);
        const heated = buckets.reduce((sum, { heat, fromMs, toMs }) => sum + heat * (toMs - fromMs), 0);
        const played = viewers.flat().reduce((sum, [from, to]) => sum + to - from, 0);
        expect(heated).toBeCloseTo(played, 6);
        buckets.forEach(({ curve }) => expect(curve >= 0 && curve <= 1).toBe(true));
      }),
    );
  });

  it('is empty for a video without length', () => expect(retentionOf([[]], 0, 50)).toEqual([]));
});
