import { FrameGrid } from './frame-grid';

describe('FrameGrid', () => {
  it('gives thirty even moments a second however the timer jitters', () => {
    const grid = new FrameGrid(1000, 30);
    const times: number[] = [];
    for (let now = 1000; now < 2000; now += grid.untilNextMs(now)) {
      const time = grid.take(now);
      if (time !== null) times.push(time);
    }
    expect(times).toHaveLength(30);
    for (const [index, time] of times.entries()) expect(time).toBeCloseTo(1000 + (index * 1000) / 30, 6);
  });

  it('drops what a late timer missed and stays on the grid', () => {
    const grid = new FrameGrid(0, 25);
    expect(grid.take(0)).toBe(0);
    expect(grid.take(10)).toBeNull();
    expect(grid.take(130)).toBe(120);
    expect(grid.untilNextMs(130)).toBe(30);
  });
});
