import { assert, constant, integer, oneof, property, tuple, uniqueArray, type Arbitrary } from 'fast-check';
import {
  type Kept,
  type TimeSpan,
  keptDurationMs,
  keptRangesSchema,
  toPlayedMs,
  toPlayedSpans,
  toSourceMs,
  toSourceSpans,
} from './timeline.js';

const kept = [
  { fromMs: 1000, toMs: 3000 },
  { fromMs: 5000, toMs: 6000 },
];

/** Two to twenty points of a source of 10 s, paired up. */
const anyKept: Arbitrary<Kept> = oneof(
  constant(null),
  uniqueArray(integer({ min: 0, max: 10_000 }), { minLength: 2, maxLength: 20 }).map((points) => {
    const sorted = points.toSorted((a, b) => a - b);
    return Array.from({ length: Math.floor(sorted.length / 2) }, (_, index) => ({
      fromMs: sorted[index * 2] ?? 0,
      toMs: sorted[index * 2 + 1] ?? 0,
    }));
  }),
);
const anySpan = tuple(integer({ min: 0, max: 9999 }), integer({ min: 1, max: 3000 })).map(
  ([fromMs, lengthMs]) => ({ fromMs, toMs: fromMs + lengthMs }),
);
const lengthOf = (spans: TimeSpan[]) => spans.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
const durationOf = (pieces: Kept) => (pieces ? keptDurationMs(pieces) : 10_000);

describe('kept pieces', () => {
  it('last as long as they are together', () => {
    expect(keptDurationMs(kept)).toBe(3000);
  });

  it.each([
    ['none', []],
    ['an empty one', [{ fromMs: 5, toMs: 5 }]],
    ['one before the other', kept.toReversed()],
    ['an overlap', [kept[0], { fromMs: 2999, toMs: 4000 }]],
  ])('are refused: %s', (_, pieces) => {
    expect(keptRangesSchema.safeParse(pieces).success).toBe(false);
  });
});

describe('the two times', () => {
  it('meet at both ends and on both sides of a cut', () => {
    expect([0, 1999, 2000, 2999, 3000].map((ms) => toSourceMs(kept, ms))).toEqual([
      1000, 2999, 5000, 5999, 6000,
    ]);
    expect([999, 1000, 2999, 3000, 5000, 6000].map((ms) => toPlayedMs(kept, ms))).toEqual([
      null,
      0,
      1999,
      null,
      2000,
      null,
    ]);
  });

  it('split a span that plays over a cut, and join one that was cut through', () => {
    expect(toSourceSpans(kept, { fromMs: 1500, toMs: 2500 })).toEqual([
      { fromMs: 2500, toMs: 3000 },
      { fromMs: 5000, toMs: 5500 },
    ]);
    expect(toPlayedSpans(kept, { fromMs: 2500, toMs: 5500 })).toEqual([{ fromMs: 1500, toMs: 2500 }]);
    expect(toPlayedSpans(kept, { fromMs: 3000, toMs: 5000 })).toEqual([]);
  });

  it('lead there and back from every moment that plays', () => {
    assert(
      property(anyKept, integer({ min: 0, max: 9999 }), (pieces, ms) => {
        const playedMs = ms % durationOf(pieces);
        expect(toPlayedMs(pieces, toSourceMs(pieces, playedMs))).toBe(playedMs);
      }),
    );
  });

  it('lose and invent nothing of a span', () => {
    assert(
      property(anyKept, anySpan, (pieces, span) => {
        const seen = toSourceSpans(pieces, span);
        const inside = pieces ? Math.min(span.toMs, durationOf(pieces)) : span.toMs;
        expect(lengthOf(seen)).toBe(Math.max(0, inside - span.fromMs));
        const back = seen.flatMap((piece) => toPlayedSpans(pieces, piece));
        expect(lengthOf(back)).toBe(lengthOf(seen));
      }),
    );
  });
});
