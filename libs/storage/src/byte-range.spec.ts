import { assert, integer, nat, property } from 'fast-check';
import { fitRange } from './byte-range.js';

const size = integer({ min: 1, max: 1000 });

describe('byte ranges', () => {
  it('begin where they were asked to and end inside the object', () => {
    assert(
      property(size, nat(), nat(2000), (sizeBytes, anywhere, length) => {
        const start = anywhere % sizeBytes;
        const endInclusive = Math.min(start + length, sizeBytes - 1);
        expect(fitRange({ start, endInclusive: start + length }, sizeBytes)).toEqual({ start, endInclusive });
        expect(fitRange({ start }, sizeBytes)).toEqual({ start, endInclusive: sizeBytes - 1 });
      }),
    );
  });

  it('are refused when they begin past the end', () => {
    assert(
      property(size, nat(2000), nat(2000), (sizeBytes, beyond, length) => {
        const start = sizeBytes + beyond;
        expect(() => fitRange({ start, endInclusive: start + length }, sizeBytes)).toThrow('past the end');
      }),
    );
  });
});
