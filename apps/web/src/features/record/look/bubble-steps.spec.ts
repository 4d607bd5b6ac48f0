import * as fc from 'fast-check';
import { nextCorner, snapBubble, stepBubble } from './bubble-steps';

const key = fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown');

describe('moving the bubble', () => {
  it('goes a step with an arrow key, a larger one with Shift', () => {
    expect(stepBubble({ x: 0.5, y: 0.5 }, 'ArrowLeft', false)).toEqual({ x: 0.45, y: 0.5 });
    expect(stepBubble({ x: 0.5, y: 0.5 }, 'ArrowDown', true)).toEqual({ x: 0.5, y: 0.75 });
    expect(stepBubble({ x: 0.5, y: 0.5 }, 'a', false)).toBeNull();
  });

  it('reaches every edge and never leaves the picture', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.boolean()), { maxLength: 100 }), (presses) => {
        let place = { x: 0.5, y: 0.5 };
        for (const [name, isLarge] of presses) place = stepBubble(place, name, isLarge) ?? place;
        for (const share of [place.x, place.y]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
      }),
    );
    let place = { x: 0, y: 1 };
    for (let press = 0; press < 20; press += 1) place = stepBubble(place, 'ArrowRight', false) ?? place;
    expect(place).toEqual({ x: 1, y: 1 });
  });

  it('goes round the corners', () => {
    const round = [{ x: 0, y: 1 }];
    for (let turn = 0; turn < 4; turn += 1) round.push(nextCorner(round.at(-1) ?? { x: 0, y: 0 }));
    expect(round.map(({ x, y }) => `${x}${y}`)).toEqual(['01', '00', '10', '11', '01']);
    expect(nextCorner({ x: 0.3, y: 0.2 })).toEqual({ x: 0, y: 0 });
  });

  it('is drawn to edges and middles that are near, and stays where it is elsewhere', () => {
    expect(snapBubble({ x: 0.02, y: 0.51 })).toEqual({ x: 0, y: 0.5 });
    expect(snapBubble({ x: 1.7, y: -3 })).toEqual({ x: 1, y: 0 });
    expect(snapBubble({ x: 0.2, y: 0.8 })).toEqual({ x: 0.2, y: 0.8 });
  });
});
