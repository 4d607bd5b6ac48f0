/**
 * Cards that open a recording: a title, or a name as if written by hand on a whiteboard. Drawn once on the page, where
 * every font is, and handed to the composer as a picture.
 */
import { fitText, type TextBox } from './fit-text';
import type { Size } from './layout';

export const cardKinds = ['title', 'whiteboard'] as const;
export type CardKind = (typeof cardKinds)[number];

/** What is on a card. */
export interface Card {
  kind: CardKind;
  /** In any script; shrinks as far as needed. */
  text: string;
  /** Colour of the title card, as CSS has it. */
  accent: string;
}

const titleFont = (px: number) => `700 ${px}px Figtree, sans-serif`;
const handFont = (px: number) => `700 ${px}px 'Caveat Variable', cursive, sans-serif`;
const inkColor = '#1d3a8f';

/** Draws a card as large as the picture. */
export async function drawCard(card: Card, picture: Size): Promise<ImageBitmap> {
  const canvas = document.createElement('canvas');
  await paintCard(canvas, card, picture);
  return createImageBitmap(canvas);
}

/** Draws a card onto a canvas, which becomes as large as the picture. */
export async function paintCard(canvas: HTMLCanvasElement, card: Card, picture: Size): Promise<void> {
  const font = card.kind === 'title' ? titleFont : handFont;
  // Without its font a card is drawn in another one: better than none.
  await document.fonts.load(font(100), card.text).catch(() => []);
  canvas.width = picture.width;
  canvas.height = picture.height;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('No 2D canvas in this browser.');
  if (card.kind === 'title') paintTitle(context, card);
  else paintWhiteboard(context, card.text);
}

function paintTitle(context: CanvasRenderingContext2D, { text, accent }: Card): void {
  const { width, height } = context.canvas;
  context.fillStyle = accent;
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#ffffff';
  const unit = Math.min(width, height);
  const box = { width: width * 0.8, height: height * 0.7, mostLines: 4, lineHeight: 1.2 };
  const bottom = paintLines(context, text, titleFont, {
    ...box,
    largestPx: unit * 0.16,
    smallestPx: unit * 0.05,
  });
  context.globalAlpha = 0.6;
  context.fillRect(width / 2 - unit * 0.06, bottom + unit * 0.05, unit * 0.12, unit * 0.012);
  context.globalAlpha = 1;
}

function paintWhiteboard(context: CanvasRenderingContext2D, text: string): void {
  const { width, height } = context.canvas;
  const unit = Math.min(width, height);
  const board = context.createLinearGradient(0, 0, width, height);
  board.addColorStop(0, '#fdfdfb');
  board.addColorStop(0.55, '#f3f5f3');
  board.addColorStop(1, '#e6e9e8');
  context.fillStyle = board;
  context.fillRect(0, 0, width, height);
  paintFrame(context, unit);
  context.save();
  context.translate(width / 2, height / 2);
  // Nobody writes quite level on a wall.
  context.rotate(-0.035);
  context.translate(-width / 2, -height / 2);
  context.fillStyle = inkColor;
  const box = { width: width * 0.74, height: height * 0.62, mostLines: 3, lineHeight: 1.05 };
  const bottom = paintLines(context, text, handFont, {
    ...box,
    largestPx: unit * 0.34,
    smallestPx: unit * 0.07,
  });
  paintUnderline(context, width / 2, Math.min(bottom + unit * 0.03, height * 0.86), unit);
  context.restore();
}

function paintFrame(context: CanvasRenderingContext2D, unit: number): void {
  const { width, height } = context.canvas;
  const line = unit * 0.028;
  context.strokeStyle = '#b3b8bb';
  context.lineWidth = line * 2;
  context.strokeRect(0, 0, width, height);
  context.strokeStyle = '#d9dcde';
  context.lineWidth = line / 3;
  context.strokeRect(line, line, width - 2 * line, height - 2 * line);
  // The pen lies on the ledge.
  context.fillStyle = inkColor;
  context.beginPath();
  context.roundRect(width * 0.72, height - line * 1.5, unit * 0.16, line * 0.9, line * 0.4);
  context.fill();
}

/** One stroke of a hand: a little bent, thicker where it begins. */
function paintUnderline(context: CanvasRenderingContext2D, middle: number, y: number, unit: number): void {
  const half = unit * 0.3;
  context.strokeStyle = inkColor;
  context.lineCap = 'round';
  for (const [lift, line] of [
    [0, 0.014],
    [0.006, 0.008],
  ] as const) {
    context.lineWidth = unit * line;
    context.beginPath();
    context.moveTo(middle - half, y + unit * (0.01 + lift));
    context.bezierCurveTo(
      middle - half * 0.3,
      y - unit * (0.02 + lift),
      middle + half * 0.4,
      y + unit * 0.015,
      middle + half,
      y - unit * 0.012,
    );
    context.stroke();
  }
}

/** Writes a text around the middle. @returns where its last line ends */
function paintLines(
  context: CanvasRenderingContext2D,
  text: string,
  font: (px: number) => string,
  box: TextBox,
): number {
  const measure = (line: string, px: number): number => {
    context.font = font(px);
    return context.measureText(line).width;
  };
  const { lines, fontPx } = fitText(text, box, measure);
  const { width, height } = context.canvas;
  const step = fontPx * box.lineHeight;
  const first = height / 2 - (step * (lines.length - 1)) / 2;
  context.font = font(fontPx);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.direction = isRightToLeft(text) ? 'rtl' : 'ltr';
  for (const [index, line] of lines.entries()) context.fillText(line, width / 2, first + index * step);
  return first + step * (lines.length - 1) + step / 2;
}

/** By its first letter that has a direction. */
function isRightToLeft(text: string): boolean {
  const letter = /\p{Letter}/u.exec(text)?.[0] ?? '';
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(letter);
}
