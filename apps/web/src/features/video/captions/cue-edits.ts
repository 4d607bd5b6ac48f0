import type { CaptionCue } from '@app/contracts';

/** A caption in the editor. `key` stays the same while its text and times change. */
export interface EditedCue extends CaptionCue {
  key: number;
}

/** Length of a caption that is added where there is room, milliseconds. */
const addedMs = 2_000;
/** Least length of a caption, milliseconds. */
const leastMs = 200;

let lastKey = 0;
const newKey = () => (lastKey += 1);

/** Captions as the editor holds them. */
export const toEdited = (cues: readonly CaptionCue[]): EditedCue[] =>
  cues.map((cue) => ({ ...cue, key: newKey() }));

/** In the order in which they are shown; times that change move a caption in the list. */
export const inOrder = (cues: readonly EditedCue[]) =>
  cues.toSorted((one, other) => one.fromMs - other.fromMs || one.toMs - other.toMs);

/** Changes the text or the times of one. */
export function changeCue(cues: readonly EditedCue[], key: number, change: Partial<CaptionCue>): EditedCue[] {
  return cues.map((cue) => (cue.key === key ? { ...cue, ...change } : cue));
}

/**
 * Cuts one in two at a place in its text; the times are shared out by the length of both.
 * Nothing changes where one half would have no words.
 */
export function splitCue(cues: readonly EditedCue[], key: number, at: number): EditedCue[] {
  return cues.flatMap((cue) => {
    const [first, second] = [cue.text.slice(0, at).trim(), cue.text.slice(at).trim()];
    const isPossible = first !== '' && second !== '' && cue.toMs - cue.fromMs > 1;
    if (cue.key !== key || !isPossible) return [cue];
    const share = first.length / (first.length + second.length);
    const middleMs = Math.min(
      cue.toMs - 1,
      Math.max(cue.fromMs + 1, Math.round(cue.fromMs + (cue.toMs - cue.fromMs) * share)),
    );
    return [
      { ...cue, toMs: middleMs, text: first },
      { key: newKey(), fromMs: middleMs, toMs: cue.toMs, text: second },
    ];
  });
}

/** Joins one with the caption that follows it. */
export function mergeWithNext(cues: readonly EditedCue[], key: number): EditedCue[] {
  const index = cues.findIndex((cue) => cue.key === key);
  const [cue, next] = [cues[index], cues[index + 1]];
  if (!cue || !next) return [...cues];
  const text = [cue.text.trim(), next.text.trim()].filter(Boolean).join(' ');
  return cues.toSpliced(index, 2, { ...cue, toMs: Math.max(cue.toMs, next.toMs), text });
}

/** Takes one out. */
export const removeCue = (cues: readonly EditedCue[], key: number) => cues.filter((cue) => cue.key !== key);

/**
 * Adds an empty one at a moment, as long as there is room before the next.
 * @param atMs source time
 * @returns the captions, and the key of the new one
 */
export function addCue(cues: readonly EditedCue[], atMs: number): { cues: EditedCue[]; key: number } {
  const next = cues.find(({ fromMs }) => fromMs > atMs);
  const toMs = Math.max(atMs + leastMs, Math.min(atMs + addedMs, next?.fromMs ?? Infinity));
  const key = newKey();
  return { cues: inOrder([...cues, { key, fromMs: atMs, toMs, text: '' }]), key };
}

/** The caption that is shown at a moment, the later where two overlap. @param atMs source time */
export const cueAt = <Cue extends CaptionCue>(cues: readonly Cue[], atMs: number): Cue | undefined =>
  cues.findLast(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);

/** What keeps captions from being saved: key → what is wrong. */
export function problemsOf(cues: readonly EditedCue[]): Map<number, 'no-text' | 'no-length'> {
  const problems = new Map<number, 'no-text' | 'no-length'>();
  for (const { key, text, fromMs, toMs } of cues) {
    if (text.trim() === '') problems.set(key, 'no-text');
    else if (toMs <= fromMs) problems.set(key, 'no-length');
  }
  return problems;
}
