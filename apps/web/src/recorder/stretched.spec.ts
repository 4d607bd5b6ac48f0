import * as fc from 'fast-check';
import { stretched } from './stretched';

const sine = (length: number, periods: number) =>
  Float32Array.from({ length }, (_, index) => Math.sin((2 * Math.PI * periods * index) / (length - 1)));

describe('stretched', () => {
  it('leaves what has the wanted length as it is', () => {
    const samples = sine(480, 4);
    expect(stretched(samples, 480)).toBe(samples);
  });

  it.each([475, 485])('keeps the shape of a tone in %d samples', (length) => {
    const wanted = sine(length, 4);
    const error = stretched(sine(480, 4), length).map((sample, index) =>
      Math.abs(sample - (wanted[index] ?? 0)),
    );
    expect(Math.max(...error)).toBeLessThan(0.001);
  });

  it('begins and ends where the sound did, and never goes beyond it', () => {
    const samples = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 50 });
    fc.assert(
      fc.property(samples, fc.integer({ min: 2, max: 60 }), (values, length) => {
        const out = stretched(Float32Array.from(values), length);
        expect(out).toHaveLength(length);
        expect(out[0]).toBeCloseTo(values[0] ?? 0, 5);
        expect(out.at(-1)).toBeCloseTo(values.at(-1) ?? 0, 4);
        expect(Math.max(...out.map(Math.abs))).toBeLessThanOrEqual(Math.max(...values.map(Math.abs)) + 1e-5);
      }),
    );
  });
});
