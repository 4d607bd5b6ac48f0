import * as fc from 'fast-check';
import { Glide } from './glide';

describe('a glide', () => {
  it('rests at 0 and arrives at 1', () => {
    const glide = new Glide(200);
    expect(glide.at(0)).toBe(0);
    glide.turn(true, 1000);
    expect([1000, 1100, 1200, 9000].map((nowMs) => glide.at(nowMs))).toEqual([0, 0.5, 1, 1]);
    glide.turn(false, 9000);
    expect([9000, 9200].map((nowMs) => glide.at(nowMs))).toEqual([1, 0]);
  });

  it('jumps without a duration', () => {
    const glide = new Glide(0);
    glide.turn(true, 5);
    expect(glide.at(5)).toBe(1);
  });

  it('never leaves 0–1 nor jumps, however often it turns', () => {
    const turns = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 300 })), { maxLength: 20 });
    fc.assert(
      fc.property(turns, (steps) => {
        const glide = new Glide(200);
        let nowMs = 0;
        for (const [isOn, waitMs] of steps) {
          nowMs += waitMs;
          const before = glide.at(nowMs);
          glide.turn(isOn, nowMs);
          const after = glide.at(nowMs);
          expect(after).toBeCloseTo(before, 9);
          expect(after).toBeGreaterThanOrEqual(0);
          expect(after).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
