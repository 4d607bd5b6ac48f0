/** Puts a text into a box: as large as it fits, in few lines, and never over the edge. Pure; the caller measures. */
import type { Size } from './layout';

/** A text that fits. */
export interface FittedText {
  lines: string[];
  fontPx: number;
}

export interface TextBox extends Size {
  largestPx: number;
  /** Text that is too long even so is cut, with an ellipsis. */
  smallestPx: number;
  mostLines: number;
  /** Distance of two lines, in sizes of the font. */
  lineHeight: number;
}

/** Width of a text in pixels. */
export type Measure = (text: string, fontPx: number) => number;

/** A piece that is not torn, and what stands before it on the same line. */
interface Piece {
  text: string;
  gap: string;
}

const shrink = 0.94;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const lettersOf = (text: string) => [...graphemes.segment(text)].map(({ segment }) => segment);
/** Scripts that break between any two letters. */
const isUnspaced = (text: string) =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u.test(
    text,
  );

/** Fits a text. @returns no line for a blank one */
export function fitText(text: string, box: TextBox, measure: Measure): FittedText {
  const pieces = piecesOf(text);
  for (let fontPx = box.largestPx; fontPx > box.smallestPx; fontPx *= shrink) {
    const lines = wrap(pieces, box.width, (line) => measure(line, fontPx));
    const isWide = lines.some((line) => measure(line, fontPx) > box.width);
    if (!isWide && lines.length <= linesIn(box, fontPx)) return { lines, fontPx };
  }
  return { lines: cut(pieces, box, measure), fontPx: box.smallestPx };
}

function piecesOf(text: string): Piece[] {
  return text
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((word) =>
      isUnspaced(word)
        ? lettersOf(word).map((letter, index) => ({ text: letter, gap: index === 0 ? ' ' : '' }))
        : [{ text: word, gap: ' ' }],
    );
}

function linesIn({ height, mostLines, lineHeight }: TextBox, fontPx: number): number {
  return Math.max(1, Math.min(mostLines, Math.floor(height / (fontPx * lineHeight))));
}

function wrap(pieces: readonly Piece[], width: number, measure: (line: string) => number): string[] {
  const lines: string[] = [];
  for (const { text, gap } of pieces) {
    const last = lines.at(-1);
    if (last !== undefined && measure(last + gap + text) <= width)
      lines[lines.length - 1] = last + gap + text;
    else lines.push(text);
  }
  return lines;
}

/** The smallest letters do not help either: words are torn, and what is too much goes. */
function cut(pieces: readonly Piece[], box: TextBox, measure: Measure): string[] {
  const measureLine = (line: string) => measure(line, box.smallestPx);
  const torn = pieces.flatMap((piece) =>
    measureLine(piece.text) <= box.width
      ? [piece]
      : lettersOf(piece.text).map((text, index) => ({ text, gap: index === 0 ? piece.gap : '' })),
  );
  const lines = wrap(torn, box.width, measureLine);
  const most = linesIn(box, box.smallestPx);
  if (lines.length <= most) return lines;
  const letters = lettersOf(lines[most - 1] ?? '');
  while (letters.length > 0 && measureLine(`${letters.join('').trimEnd()}…`) > box.width) letters.pop();
  return [...lines.slice(0, most - 1), `${letters.join('').trimEnd()}…`];
}
