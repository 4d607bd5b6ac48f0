import { loudness, nextLevel } from './sound-level';

const tone = (amplitude: number) =>
  Float32Array.from({ length: 1024 }, (_, index) => amplitude * Math.sin(index / 5));

describe('sound level', () => {
  it('is 0 for silence, near 1 for a full tone and grows in between', () => {
    expect(loudness(new Float32Array(1024))).toBe(0);
    expect(loudness(tone(1))).toBeGreaterThan(0.94);
    expect(loudness(tone(0.01))).toBeLessThan(loudness(tone(0.1)));
    expect(loudness(Float32Array.from([4, 4]))).toBe(1);
  });

  it('holds the peak and lets it fall', () => {
    const loud = nextLevel({ level: 0, peak: 0 }, tone(1));
    const quiet = nextLevel(loud, new Float32Array(1024));
    expect(quiet.level).toBe(0);
    expect(quiet.peak).toBeLessThan(loud.peak);
    expect(quiet.peak).toBeGreaterThan(0.9);
  });
});
