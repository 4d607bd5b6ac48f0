import type { CallSignKind } from '@app/contracts';
import { pointsAt } from './call-score.js';
import type { FreshSign } from './call-signs.js';

/** Different signs that a sentence tells. */
const mostTold = 3;
const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

const percent = (share: number | null) => `${Math.min(100, Math.round((share ?? 0) * 100))}%`;
const quoted = (text: string | null) => (text ? ` “${text}”` : '');

const words: Readonly<Record<CallSignKind, (sign: FreshSign) => string>> = {
  viewed: ({ watchedShare }) => `watched ${percent(watchedShare)}`,
  rewatched: () => 'watched it again',
  replayed: () => 'played it more than once',
  'late-return': () => 'came back to watch after more than a week',
  'second-person': () => 'likely forwarded it to somebody who watched',
  click: ({ text }) => `pressed${quoted(text) || ' a button'}`,
  reaction: ({ text }) => `reacted${text ? ` with ${text}` : ''}`,
  reply: () => 'replied',
  question: () => 'asked a question',
};

/**
 * Why somebody should be called now, in one sentence: the strongest sign of each kind, strongest first.
 *
 * @returns empty without a sign
 */
export function explainCall(signs: readonly FreshSign[], nowMs: number): string {
  const strongest = signs.toSorted((a, b) => pointsAt(b, nowMs) - pointsAt(a, nowMs) || b.atMs - a.atMs);
  const kinds = [...new Set(strongest.map(({ kind }) => kind))].slice(0, mostTold);
  const parts = kinds.flatMap((kind) => {
    const sign = strongest.find((each) => each.kind === kind);
    return sign ? [{ deed: words[kind](sign), ago: agoOf(nowMs - sign.atMs) }] : [];
  });
  // What happened equally long ago is told so once, at its end.
  const told = parts.map(({ deed, ago }, index) => (parts[index + 1]?.ago === ago ? deed : `${deed} ${ago}`));
  const [last] = told.slice(-1);
  if (last === undefined) return '';
  const sentence = told.length === 1 ? last : `${told.slice(0, -1).join(', ')} and ${last}`;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

const count = (value: number, unit: string) => `${value} ${unit}${value === 1 ? '' : 's'} ago`;

function agoOf(passedMs: number): string {
  if (passedMs < hourMs) return 'within the hour';
  if (passedMs < dayMs) return count(Math.floor(passedMs / hourMs), 'hour');
  return count(Math.floor(passedMs / dayMs), 'day');
}
