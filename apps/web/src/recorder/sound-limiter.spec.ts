import * as fc from 'fast-check';
import { limitedLevel } from './sound-limiter';

const level = fc.double({ min: 0, max: 100, noNaN: true });

describe('limitedLevel', () => {
  it('leaves what is below the knee as it is and never passes the ceiling', () => {
    fc.assert(
      fc.property(level, (x) => {
        expect(limitedLevel(x)).toBeLessThanOrEqual(0.95);
        expect(limitedLevel(Math.min(x, 0.85))).toBe(Math.min(x, 0.85));
      }),
    );
  });

  it('never turns louder into quieter', () => {
    fc.assert(
      fc.property(level, level, (x, y) => {
        expect(limitedLevel(Math.max(x, y))).toBeGreaterThanOrEqual(limitedLevel(Math.min(x, y)));
      }),
    );
  });
});
