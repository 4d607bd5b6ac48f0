/** Longer texts never fit: what comes after is not even tried. */
const mostCharacters = 120;
/** Marks on one letter; scripts need up to four, more of them climb over the picture. */
const mostMarks = 4;

/** Orders that turn the text around them, and invisible signs that nobody types into a name. */
const orders = /[\u00AD\u061C\u180E\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFC]/gu;
/** No characters at all: controls, halves of pairs, private and impossible ones. Pango refuses some of them. */
const noCharacters = /[\p{Cc}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]/gu;
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Z}\p{Cf}\u2800]/gu;
const rightToLeft =
  /^[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Mandaic}\p{Script=Samaritan}]$/u;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * A text as it may be drawn: one line of what a person can see, in its own order. Names come from forms and lists: they may
 * hold anything.
 * @returns empty when nothing would be seen
 */
export function drawableText(text: string): string {
  const line = text
    .normalize('NFC')
    .replace(orders, '')
    .replace(/\s+/gu, ' ')
    .replace(noCharacters, '')
    .replace(new RegExp(`(\\p{M}{${mostMarks}})\\p{M}+`, 'gu'), '$1')
    .trim();
  return line.replace(invisible, '') === '' ? '' : charactersOf(line).slice(0, mostCharacters).join('');
}

/** What a reader takes for single characters: an emoji of many parts is one, a letter with its marks too. */
export function charactersOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** Whether a text begins at the right: its first letter decides (Unicode UAX #9, P2). */
export function isRightToLeft(text: string): boolean {
  const letter = /\p{L}/u.exec(text)?.[0];
  return letter !== undefined && rightToLeft.test(letter);
}
