import { assert, property, string } from 'fast-check';
import { charactersOf, drawableText, isRightToLeft } from './drawable-text.js';

describe('a text that is drawn', () => {
  it('is one line', () => {
    expect(drawableText('  Jane\r\n\tvan \u2028 Dyk ')).toBe('Jane van Dyk');
  });

  it('keeps what names are made of', () => {
    for (const name of ['Zoë Å', 'أحمد', 'שלום', 'क्षत्रिय', 'สวัสดี', '王小明', '👩🏽‍🚀 🇩🇪 ❤️', 'O’Neil & <Sons>'])
      expect(drawableText(name)).toBe(name.normalize('NFC'));
  });

  it('is not turned around, and hides nothing', () => {
    expect(drawableText('a\u202Egpj.\u2066exe\u2069\uFEFF\u00ADb')).toBe('agpj.exeb');
    expect(drawableText('a\u0000\u0007\uD800\uE000\uFFFFb')).toBe('ab');
  });

  it('climbs nowhere', () => {
    expect(drawableText(`Z${'\u0335'.repeat(40)}a`)).toBe(`Z${'\u0335'.repeat(4)}a`);
  });

  it.each(['', '   ', '\u200B\u2060', '\u3164', '\u2800', '\u0007', '\u200D\uFE0F'])(
    'is nothing where nobody would see anything: %j',
    (text) => expect(drawableText(text)).toBe(''),
  );

  it('ends', () => {
    expect(charactersOf(drawableText('👩‍👩‍👧'.repeat(500)))).toHaveLength(120);
  });

  it('is the same when it is made drawable again', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 40 }), (text) => {
        const once = drawableText(text);
        expect(drawableText(once)).toBe(once);
        expect(once).toMatch(/^[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]*$/u);
      }),
    );
  });
});

describe('where a text begins', () => {
  it.each([
    ['שלום Anna', true],
    ['123 أحمد', true],
    ['Hi أحمد', false],
    ['王小明', false],
    ['🎉', false],
  ])('%s', (text, expected) => expect(isRightToLeft(text)).toBe(expected));
});
