import sharp from 'sharp';
import { frameAt, inkBelow, strokesBelow } from '../../../../../test/support/animation.js';
import { drawableText } from './drawable-text.js';
import { drawLine } from './text-line.js';

const box = { width: 440, height: 34 };
const drawn = async (text: string) => {
  const line = await drawLine(drawableText(text), box);
  return { ...line, frame: await frameAt(line.png) };
};
/** Pango draws a letter that no font has as a box with its number in it. */
async function isEmptyBox(letter: string): Promise<boolean> {
  const { frame } = await drawn(letter);
  const { left, right, top, bottom } = inkBelow(frame, 0)!;
  const column = (at: number) => frame.pixels.filter((_, index) => index % frame.width === at);
  const row = (at: number) => frame.pixels.slice(at * frame.width + left, at * frame.width + right + 1);
  const edges = [column(left), column(right), row(top), row(bottom)];
  return right - left > 14 && edges.every((edge) => edge.every((value) => value > 60));
}

describe('a line of text', () => {
  it.each([
    ['Latin', 'Anna', 'Otto'],
    ['Arabic', 'أحمد', 'فاطمة'],
    ['Hebrew', 'דוד', 'שרה'],
    ['Devanagari', 'अनिल', 'सुनीता'],
    ['Thai', 'สมชาย', 'สมหญิง'],
    ['Bengali', 'রহিম', 'করিম'],
    ['Tamil', 'குமார்', 'மீனா'],
    ['Chinese', '王小明', '李雷'],
    ['Japanese', 'さくら', 'たろう'],
    ['Korean', '김철수', '이영희'],
    ['Emoji', '🎉', '🚀'],
    ['Marks', 'ń', 'n'],
  ])('is drawn in %s', async (_, one, other) => {
    const [line, otherLine] = [await drawn(one), await drawn(other)];
    for (const { width, height, frame } of [line, otherLine]) {
      expect(width).toBeLessThanOrEqual(box.width);
      expect(height).toBeLessThanOrEqual(box.height);
      expect(frame.pixels.filter((value) => value > 128).length).toBeGreaterThan(20);
    }
    expect(line.png.equals(otherLine.png)).toBe(false);
    for (const letter of [...one].filter((each) => /[^\p{M}]/u.test(each)))
      expect([letter, await isEmptyBox(letter)]).toEqual([letter, false]);
  });

  it('is a box where no font has the letter', async () => {
    expect(await isEmptyBox('\u0378')).toBe(true);
  });

  it('joins Arabic letters, and puts emoji of many parts together', async () => {
    // Four letters in one stroke, and one picture where its parts would be three.
    expect(strokesBelow((await drawn('بسبس')).frame, 0)).toHaveLength(1);
    expect((await drawn('👩‍👩‍👧')).width).toBeLessThan((await drawn('👩👩👧')).width / 2);
  });

  it('runs from right to left where its script does', async () => {
    const strokes = strokesBelow((await drawn('אאאו')).frame, 0);
    expect(strokes[0]).toBeLessThan((strokes.at(-1) ?? 0) / 2);
    const mixed = strokesBelow((await drawn('I אאאא')).frame, 0);
    expect(mixed[0]).toBe(Math.min(...mixed));
  });

  it('gets smaller when it is long, and is cut short when it is very long', async () => {
    const [short, long, endless] = [
      await drawn('Hi Alexander'),
      await drawn('Hi Alexander von Humboldt-Schwarz'),
      await drawn('Alexander '.repeat(20)),
    ];
    expect(short.height).toBeGreaterThan(long.height);
    expect(long.width).toBeGreaterThan(box.width * 0.85);
    expect(endless.width).toBeLessThanOrEqual(box.width);
    expect(endless.width).toBeGreaterThan(box.width * 0.85);
    // The last stroke is a dot: an ellipsis.
    expect(
      strokesBelow(endless.frame, 0)
        .slice(-3)
        .every((width) => width <= 5),
    ).toBe(true);
    const { png } = await drawn('Alexander '.repeat(19) + 'Bertram');
    expect(png.equals(endless.png)).toBe(true);
  });

  it('ends at the left with its ellipsis when it runs from right to left', async () => {
    const { frame } = await drawn('מתמטיקה '.repeat(20));
    expect(
      strokesBelow(frame, 0)
        .slice(0, 3)
        .every((width) => width <= 5),
    ).toBe(true);
  });

  it('stays within its box however wide or tall a character is', async () => {
    for (const text of ['\uFDFD'.repeat(3), `Z${'\u0301'.repeat(4)}`, '꧅꧅꧅꧅꧅꧅', '𒐫𒐫𒐫', 'W'.repeat(200)]) {
      const { width, height, frame } = await drawn(text);
      expect([width <= box.width, height <= box.height]).toEqual([true, true]);
      expect(inkBelow(frame, 0)).not.toBeNull();
    }
  });

  it('is text, not markup', async () => {
    const [tag, entity] = [await drawn('<b>Anna</b>'), await drawn('&amp;')];
    expect(tag.width).toBeGreaterThan((await drawn('Anna')).width * 1.5);
    expect(entity.width).toBeGreaterThan((await drawn('&')).width * 2);
  });

  it('is clear where nothing can be drawn', async () => {
    expect(await drawLine('\u{1D173}', box)).toMatchObject({ width: 1, height: 1 });
  });

  it('has a clear ground', async () => {
    const { channels, hasAlpha } = await sharp((await drawn('Anna')).png).metadata();
    expect([channels, hasAlpha]).toEqual([4, true]);
  });
});
