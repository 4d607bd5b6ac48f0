import * as fc from 'fast-check';
import { changePace, countWords, pace, readingMs, readOn, scrolledPx } from './script-pace';

const passedMs = fc.integer({ min: 0, max: 5000 });
const speed = fc.integer({ min: pace.min, max: pace.max });

describe('the pace of a script', () => {
  it('counts spoken words, also where none are apart', () => {
    expect(countWords('Hi Jane – how are you?')).toBe(5);
    expect(countWords('')).toBe(0);
    expect(countWords('これは短い原稿です。')).toBeGreaterThan(2);
  });

  it('takes a minute for as many words as the pace says', () => {
    expect(readingMs(130, 130)).toBe(60_000);
    expect(readOn(0, 30_000, 130, 130)).toBe(0.5);
    expect(readOn(0.5, 60_000, 130, 130)).toBe(1);
    expect(readOn(0.5, 60_000, 0, 130)).toBe(0);
  });

  it('goes only forward, and as far in many pieces as in one', () => {
    fc.assert(
      fc.property(fc.array(passedMs, { maxLength: 40 }), speed, (pieces, wordsPerMinute) => {
        let share = 0;
        for (const piece of pieces) {
          const next = readOn(share, piece, 400, wordsPerMinute);
          expect(next).toBeGreaterThanOrEqual(share);
          share = next;
        }
        const sum = pieces.reduce((total, piece) => total + piece, 0);
        expect(share).toBeCloseTo(readOn(0, sum, 400, wordsPerMinute), 9);
      }),
    );
  });

  it('stands still in a pause, and when the clock of a new take begins again', () => {
    expect(readOn(0.3, 0, 130, 130)).toBe(0.3);
    expect(readOn(0.3, -4000, 130, 130)).toBe(0.3);
  });

  it('keeps the pace within its limits', () => {
    expect([changePace(130, 1), changePace(130, -2)]).toEqual([140, 110]);
    expect([changePace(235, 3), changePace(60, -1)]).toEqual([pace.max, pace.min]);
  });

  it('moves by whole lines where motion is reduced', () => {
    expect(scrolledPx(0.5, 333, null)).toBe(166.5);
    expect(scrolledPx(0.5, 333, 36)).toBe(144);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 80 }),
        (share, line) => {
          const px = scrolledPx(share, 2000, line);
          expect(px % line).toBe(0);
          expect(px).toBeLessThanOrEqual(share * 2000);
        },
      ),
    );
  });
});
