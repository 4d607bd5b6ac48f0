import * as fc from 'fast-check';
import { TickGate } from './tick-gate';

/** Ticks every 33 ms that arrive as soon as the page has time. @returns pictures drawn, and how late the last tick was heard */
function play(ticks: number, drawMs: number) {
  let nowMs = 0;
  let drawn = 0;
  const gate = new TickGate(() => nowMs);
  for (let tick = 0; tick < ticks; tick += 1) {
    nowMs = Math.max(nowMs, tick * 33);
    gate.run(tick * 33, () => {
      nowMs += drawMs;
      drawn += 1;
    });
  }
  return { drawn, lateMs: nowMs - (ticks - 1) * 33 };
}

describe('TickGate', () => {
  it('draws on every tick while there is time', () => {
    expect(play(90, 20)).toEqual({ drawn: 90, lateMs: 20 });
  });

  it('passes over the ticks that came while it was drawing', () => {
    expect(play(90, 60).drawn).toBe(45);
  });

  it('never falls behind by more than a picture, however slow that is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (drawMs) => {
        expect(play(200, drawMs).lateMs).toBeLessThanOrEqual(2 * drawMs + 33);
      }),
    );
  });
});
