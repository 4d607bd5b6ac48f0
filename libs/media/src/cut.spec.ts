import * as fc from 'fast-check';
import { cutRate, type KeptPiece, pictureFilters, toFrames } from './cut.js';
import type { SourceFacts } from './media-facts.js';

const facts: SourceFacts = {
  container: 'mov',
  durationMs: 60_000,
  width: 1280,
  height: 720,
  fps: 30,
  frameCount: 1800,
  videoCodec: 'h264',
  pixelFormat: 'yuv420p',
  rotation: 0,
  isInterlaced: false,
  isHdr: false,
  hasAudio: true,
  canCopyAudio: true,
  canCopyVideo: true,
  isPartial: false,
  videoStreamIndex: 0,
  audioStreamIndex: 1,
  sizeBytes: 1,
};

const anyPieces = fc
  .uniqueArray(fc.integer({ min: 0, max: 600_000 }), { minLength: 2, maxLength: 200 })
  .map((borders) => borders.toSorted((a, b) => a - b))
  .map((borders) =>
    Array.from({ length: Math.floor(borders.length / 2) }, (_, index): KeptPiece => ({
      fromMs: borders[index * 2] ?? 0,
      toMs: borders[index * 2 + 1] ?? 0,
    })),
  );
const anyRate = fc.constantFrom(10, 23.976, 24, 25, 29.97, 30, 50, 59.94, 60).map((fps) => cutRate({ fps }));

describe('cutRate', () => {
  it.each([
    [29.97, 30_000, 1001],
    [25.02, 25, 1],
    [30, 30, 1],
    [12.9, 30, 1],
    [47, 60, 1],
    [120, 60, 1],
  ])('%d frames per second are cut at %d/%d', (fps, numerator, denominator) => {
    expect(cutRate({ fps })).toEqual({ numerator, denominator });
  });
});

describe('toFrames', () => {
  it('never drifts: every piece starts and ends within half a frame of where the milliseconds say', () => {
    fc.assert(
      fc.property(anyPieces, anyRate, (kept, rate) => {
        const perMs = rate.numerator / rate.denominator / 1000;
        const frames = toFrames(kept, rate);
        let keptMs = 0;
        const ends = kept.map(({ fromMs, toMs }) => (keptMs += toMs - fromMs));
        frames.forEach(({ from, to, at }, index) => {
          expect(at).toBe(index === 0 ? 0 : (frames[index - 1]?.at ?? 0) + lengthOf(frames[index - 1]));
          expect(ends.some((endMs) => Math.abs(at + to - from - endMs * perMs) <= 0.5 + 1e-6)).toBe(true);
          expect(kept.some(({ fromMs }) => Math.abs(from - fromMs * perMs) <= 0.5 + 1e-6)).toBe(true);
        });
        const total = frames.reduce((sum, piece) => sum + lengthOf(piece), 0);
        expect(Math.abs(total - keptMs * perMs)).toBeLessThanOrEqual(0.5 + 1e-6);
      }),
    );
  });
});

const lengthOf = (piece: { from: number; to: number } | undefined) => (piece ? piece.to - piece.from : 0);

it('each piece moves forward by what was cut before it', () => {
  const filters = pictureFilters(facts, { hasZscale: false, threads: 1 }, [
    { fromMs: 1000, toMs: 2000 },
    { fromMs: 5000, toMs: 6000 },
  ]);
  expect(filters).toEqual([
    'fps=30/1:start_time=0',
    "select='between(pts,30,59)+between(pts,150,179)'",
    "setpts='PTS-(gte(PTS,30)*30+gte(PTS,150)*90)'",
  ]);
});
