import * as fc from 'fast-check';
import { isKnown, rangeOf } from './conditional-request.js';

const etag = '"abc"';
const ask = (range: string, others: Record<string, string> = {}) =>
  rangeOf({ headers: { range, ...others } }, 100, etag);

describe('rangeOf', () => {
  it.each([
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=10-', { start: 10, end: 99 }],
    ['bytes=10-9999', { start: 10, end: 99 }],
    ['bytes=-5', { start: 95, end: 99 }],
    ['bytes=-9999', { start: 0, end: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
  ])('%s is a range', (range, expected) => expect(ask(range)).toEqual(expected));

  it.each(['bytes=5-2', 'bytes=-', 'bytes=a-b', 'items=0-1', 'bytes=0-1,5-9', ''])(
    '%s gets the whole',
    (range) => expect(ask(range)).toBeUndefined(),
  );

  it('holds only for the representation that If-Range names', () => {
    expect(ask('bytes=0-9', { 'if-range': etag })).toEqual({ start: 0, end: 9 });
    for (const other of ['"other"', `W/${etag}`, 'Wed, 21 Oct 2015 07:28:00 GMT'])
      expect(ask('bytes=0-9', { 'if-range': other })).toBeUndefined();
  });

  it('never leaves the representation', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(10_000), (first, last, sizeBytes) => {
        for (const range of [`bytes=${first}-${last}`, `bytes=${first}-`, `bytes=-${last}`]) {
          const found = rangeOf({ headers: { range } }, sizeBytes, etag);
          if (found === undefined || found === 'unsatisfiable') continue;
          expect(found.start).toBeGreaterThanOrEqual(0);
          expect(found.start).toBeLessThanOrEqual(found.end);
          expect(found.end).toBeLessThan(sizeBytes);
        }
      }),
    );
  });
});

describe('isKnown', () => {
  it.each([etag, `W/${etag}`, `"x", W/${etag}`, '*'])('%s is', (known) =>
    expect(isKnown({ headers: { 'if-none-match': known } }, etag)).toBe(true),
  );

  it.each(['"x"', '', 'abc'])('%s is not', (known) =>
    expect(isKnown({ headers: { 'if-none-match': known } }, etag)).toBe(false),
  );

  it('is not without the header', () => expect(isKnown({ headers: {} }, etag)).toBe(false));
});
