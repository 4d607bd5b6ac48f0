import * as fc from 'fast-check';
import { shareAt, tileAt } from './glance';

const board = { url: '/s.jpg', count: 23, columns: 10, stepMs: 2000, tileWidth: 160, tileHeight: 90 };

describe('a glance at the video', () => {
  it('shows the picture that stands for the moment', () => {
    expect(tileAt(board, 0)).toEqual({ x: 0, y: 0 });
    expect(tileAt(board, 1.99)).toEqual({ x: 0, y: 0 });
    expect(tileAt(board, 2)).toEqual({ x: 160, y: 0 });
    expect(tileAt(board, 25)).toEqual({ x: 320, y: 90 });
  });

  it('never shows a picture that is not there', () => {
    fc.assert(
      fc.property(fc.double({ min: -10, max: 10_000, noNaN: true }), (seconds) => {
        const { x, y } = tileAt(board, seconds);
        const index = (y / board.tileHeight) * board.columns + x / board.tileWidth;
        expect(index).toBeGreaterThanOrEqual(0);
        expect(index).toBeLessThan(board.count);
      }),
    );
  });

  it('takes the ends of the bar for the ends of the video', () => {
    const bar = { left: 100, width: 415 };
    expect([100, 107.5, 307.5, 507.5, 600].map((x) => shareAt(x, bar, 15))).toEqual([0, 0, 0.5, 1, 1]);
  });
});
