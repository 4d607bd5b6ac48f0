import * as fc from 'fast-check';
import { fromMultirange, lengthOf, type MediaRange, shareOf, toMultirange, unionOf } from './ranges.js';

const range = fc
  .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }))
  .map(([a, b]): MediaRange => [Math.min(a, b), Math.max(a, b)]);
const ranges = fc.array(range, { maxLength: 30 });

/** The slow and obvious way: mark every millisecond. */
const marked = (list: readonly MediaRange[]) =>
  new Set(list.flatMap(([from, to]) => Array.from({ length: to - from }, (_, index) => from + index)));

describe('unionOf', () => {
  it('joins ranges that overlap or touch, like int4multirange', () => {
    expect(
      unionOf([
        [20, 30],
        [0, 10],
        [10, 15],
        [25, 40],
        [50, 50],
      ]),
    ).toEqual([
      [0, 15],
      [20, 40],
    ]);
  });

  it('covers exactly the marked milliseconds, sorted and apart', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const union = unionOf(list);
        expect(marked(union)).toEqual(marked(list));
        expect(lengthOf(union)).toBe(marked(list).size);
        union.slice(1).forEach(([from], index) => expect(from).toBeGreaterThan(union[index]?.[1] ?? 0));
      }),
    );
  });

  it('gives the same for any order, duplicates and grouping', () => {
    fc.assert(
      fc.property(ranges, ranges, (first, second) => {
        const whole = unionOf([...first, ...second]);
        expect(unionOf([...second, ...first, ...second])).toEqual(whole);
        expect(unionOf([...unionOf(first), ...unionOf(second)])).toEqual(whole);
      }),
    );
  });
});

describe('shareOf', () => {
  it('never leaves 0–1 and ignores what lies outside', () => {
    fc.assert(
      fc.property(ranges, fc.integer({ min: 0, max: 200 }), (list, durationMs) => {
        const inside = [...marked(list)].filter((ms) => ms < durationMs).length;
        expect(shareOf(list, durationMs)).toBe(durationMs === 0 ? 0 : inside / durationMs);
      }),
    );
  });
});

it('reads what it writes', () => {
  fc.assert(
    fc.property(ranges, (list) => expect(fromMultirange(toMultirange(unionOf(list)))).toEqual(unionOf(list))),
  );
  expect(fromMultirange('{}')).toEqual([]);
  expect(fromMultirange('{"[0,10)","[5,20)"}')).toEqual([
    [0, 10],
    [5, 20],
  ]);
});
