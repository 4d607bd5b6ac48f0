import * as fc from 'fast-check';
import { checkSpan, type ReportedSpan } from './check-span.js';

const good: ReportedSpan = { from: 1_000, to: 11_000, rate: 1, muted: false, elapsed: 10_000 };

describe('checkSpan', () => {
  it('accepts ten seconds played in ten seconds', () => expect(checkSpan(good)).toBeNull());

  it.each([
    ['bad_span', { to: Number.NaN }],
    ['bad_span', { elapsed: Infinity }],
    ['bad_span', { to: 1_000 }],
    ['bad_span', { to: 500 }],
    ['bad_span', { from: -1 }],
    ['bad_span', { elapsed: -1 }],
    ['bad_span', { rate: 0 }],
    ['bad_span', { rate: -1 }],
    ['bad_span', { rate: 4.01 }],
    ['too_long', { to: 31_001, elapsed: 60_000 }],
    [null, { to: 31_000, elapsed: 60_000 }],
    ['too_long', { to: 61_001, rate: 2, elapsed: 60_000 }],
    [null, { to: 61_000, rate: 2, elapsed: 60_000 }],
    ['faster_than_time', { to: 14_001 }],
    [null, { to: 14_000 }],
    ['faster_than_time', { elapsed: 0, to: 3_001 }],
    [null, { elapsed: 0, to: 3_000 }],
    [null, { rate: 4, to: 41_000 }],
  ] as const)('%s for %j', (reason, change) => {
    expect(checkSpan({ ...good, ...change })).toBe(reason);
  });

  it('names the first check that fails: too_long before faster_than_time', () => {
    expect(checkSpan({ ...good, to: 600_000, elapsed: 0 })).toBe('too_long');
  });

  it('accepts everything an honest clock can produce', () => {
    const honest = fc.record({
      from: fc.integer({ min: 0, max: 1_000_000 }),
      rate: fc.double({ min: 0.25, max: 4, noNaN: true }),
      elapsed: fc.integer({ min: 1, max: 27_000 }),
    });
    fc.assert(
      fc.property(honest, ({ from, rate, elapsed }) => {
        const to = from + elapsed * rate;
        expect(checkSpan({ from, to, rate, elapsed, muted: false })).toBeNull();
      }),
    );
  });
});
