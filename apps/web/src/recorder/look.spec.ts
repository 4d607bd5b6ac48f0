import * as fc from 'fast-check';
import { defaultLook, moveBubble } from './look';

describe('a look', () => {
  it('keeps the bubble inside, wherever it is dragged', () => {
    const share = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(share, share, (x, y) => {
        const { place } = moveBubble(defaultLook, { x, y });
        for (const value of [place.x, place.y]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
      }),
    );
    expect(moveBubble(defaultLook, { x: 0.25, y: 0.5 }).place).toEqual({ x: 0.25, y: 0.5 });
  });
});
