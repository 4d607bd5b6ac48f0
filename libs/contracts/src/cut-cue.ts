import { type CaptionCue, captionLimits } from './captions.js';
import { cleanCueText } from './cue-text.js';

/** Longest caption that is made by a machine, characters: two lines that can be read at a glance. */
const maxCharacters = 84;

/** Cuts a text at spaces; a word stays whole unless no caption could hold it. */
function pieces(text: string): string[] {
  const found: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = found.at(-1);
    if (last !== undefined && last.length + word.length < maxCharacters)
      found[found.length - 1] = `${last} ${word}`;
    else found.push(cleanCueText(word.slice(0, captionLimits.textCharacters)));
  }
  return found.filter(Boolean);
}

/** Captions for a text that was said between two moments; the time is shared out by length. Milliseconds. */
export function cutIntoCues(text: string, fromMs: number, toMs: number): CaptionCue[] {
  const parts = pieces(cleanCueText(text));
  const total = parts.reduce((sum, { length }) => sum + length, 0);
  const at = (characters: number) => Math.round(fromMs + ((toMs - fromMs) * characters) / total);
  let before = 0;
  return parts.map((part) => {
    const cue = { fromMs: at(before), toMs: at(before + part.length), text: part };
    before += part.length;
    return { ...cue, toMs: Math.max(cue.fromMs + 1, cue.toMs) };
  });
}
