import * as fc from 'fast-check';
import { fitText, type Measure, type TextBox } from './fit-text';

/** Every letter is as wide as half of its height. */
const measure: Measure = (text, fontPx) => [...text].length * fontPx * 0.5;

const box: TextBox = {
  width: 1000,
  height: 500,
  largestPx: 200,
  smallestPx: 30,
  mostLines: 3,
  lineHeight: 1.2,
};

describe('a fitted text', () => {
  it('is as large as can be', () => {
    expect(fitText('Jane', box, measure)).toEqual({ lines: ['Jane'], fontPx: 200 });
  });

  it('takes another line before it shrinks', () => {
    expect(fitText('Jane Montgomery', box, measure)).toEqual({ lines: ['Jane', 'Montgomery'], fontPx: 200 });
  });

  it('shrinks when it is long', () => {
    const { lines, fontPx } = fitText('Wolfeschlegelsteinhausenbergerdorff', box, measure);
    expect(lines).toEqual(['Wolfeschlegelsteinhausenbergerdorff']);
    expect(fontPx).toBeLessThan(60);
  });

  it('breaks scripts without spaces, and keeps an emoji whole', () => {
    const chinese = '很长的标题需要换行才能完整地显示在卡片上';
    const { lines, fontPx } = fitText(chinese, box, measure);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('')).toBe(chinese);
    expect(fontPx).toBeGreaterThan(100);
    const family = fitText('👩‍👩‍👧‍👦'.repeat(200), box, measure).lines.join('');
    expect(family.slice(0, -1).replaceAll('👩‍👩‍👧‍👦', '')).toBe('');
  });

  it('is cut with an ellipsis when nothing else helps', () => {
    const { lines, fontPx } = fitText('word '.repeat(400), box, measure);
    expect(fontPx).toBe(30);
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toMatch(/…$/);
  });

  it('has no line for a blank text', () => {
    expect(fitText('  ', box, measure).lines).toEqual([]);
  });

  it('never leaves its box, whatever is written', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.lorem({ maxCount: 60 }),
      fc.constantFrom('محمد بن عبد الرحمن', '山田太郎', 'Jörg-Ägidius', '👋🏽 Zoë'),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const { lines, fontPx } = fitText(text, box, measure);
        for (const line of lines) expect(measure(line, fontPx)).toBeLessThanOrEqual(box.width);
        expect(lines.length).toBeLessThanOrEqual(box.mostLines);
        expect(lines.length * fontPx * box.lineHeight).toBeLessThanOrEqual(box.height);
      }),
    );
  });
});
