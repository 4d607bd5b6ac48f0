import * as fc from 'fast-check';
import { planStoryboard, storyboardLayout } from './plan-storyboard.js';

const source = fc.record({
  width: fc.integer({ min: 16, max: 3840 }),
  height: fc.integer({ min: 16, max: 3840 }),
  durationMs: fc.integer({ min: 1, max: 4 * 3_600_000 }),
});

describe('a storyboard', () => {
  it('covers the whole video with at most a hundred small pictures', () => {
    fc.assert(
      fc.property(source, (one) => {
        const { count, columns, stepMs, tileWidth, tileHeight } = storyboardLayout(one);
        expect(count).toBeLessThanOrEqual(100);
        expect(count * stepMs).toBeGreaterThanOrEqual(one.durationMs);
        expect((count - 1) * stepMs).toBeLessThan(one.durationMs);
        expect(columns).toBeLessThanOrEqual(Math.min(10, count));
        expect(Math.max(tileWidth, tileHeight)).toBeLessThanOrEqual(160);
        expect(Math.min(tileWidth, tileHeight)).toBeGreaterThanOrEqual(2);
      }),
    );
  });

  it('of ten seconds has five pictures in a row', () => {
    const layout = storyboardLayout({ width: 640, height: 360, durationMs: 10_000 });
    expect(layout).toEqual({ count: 5, columns: 5, stepMs: 2000, tileWidth: 160, tileHeight: 90 });
    expect(planStoryboard(layout).outputs[0]?.options.join(' ')).toContain('tile=layout=5x1:nb_frames=5');
  });

  it('of half an hour has a picture every eighteen seconds, in ten rows', () => {
    const layout = storyboardLayout({ width: 360, height: 640, durationMs: 1_800_000 });
    expect(layout).toEqual({ count: 100, columns: 10, stepMs: 18_000, tileWidth: 90, tileHeight: 160 });
  });
});
