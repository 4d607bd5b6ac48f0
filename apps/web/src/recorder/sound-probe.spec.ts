import * as fc from 'fast-check';
import { readSound } from './sound-probe';

const sine = (amplitude: number) =>
  Float32Array.from({ length: 4800 }, (_, at) => amplitude * Math.sin((2 * Math.PI * 220 * at) / 48_000));

describe('readSound', () => {
  it('reads the peak', () => {
    expect(readSound(new Float32Array(100))).toEqual({ peak: 0, clippedShare: 0 });
    expect(readSound(sine(0.5)).peak).toBeCloseTo(0.5, 3);
    expect(readSound(new Float32Array())).toEqual({ peak: 0, clippedShare: 0 });
  });

  it('knows a top that was cut off from a single sample', () => {
    const cut = sine(2).map((sample) => Math.max(-1, Math.min(1, sample)));
    expect(readSound(cut).clippedShare).toBeGreaterThan(0.5);
    expect(readSound(Float32Array.of(0, 1, -1, 0, 1, 0)).clippedShare).toBe(0);
    expect(readSound(sine(0.97)).clippedShare).toBe(0);
  });

  it('counts at most every sample', () => {
    fc.assert(
      fc.property(fc.float32Array({ min: -1, max: 1, noNaN: true }), (samples) => {
        const { peak, clippedShare } = readSound(samples);
        expect(clippedShare).toBeLessThanOrEqual(1);
        expect(clippedShare === 0 || peak > 0.98).toBe(true);
      }),
    );
  });
});
