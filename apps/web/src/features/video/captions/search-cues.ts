import { type CaptionCue, wordsOfCue } from '@app/contracts';

/** Letters alone: capitals and accents make no difference to somebody who searches. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** A part of a line: whether it is what was searched. */
export interface LinePart {
  text: string;
  isFound: boolean;
}

/** The captions that say what is searched; all of them for an empty search. */
export function searchCues<Cue extends CaptionCue>(cues: readonly Cue[], search: string): Cue[] {
  const wanted = plain(search.trim());
  return cues.filter(({ text }) => plain(wordsOfCue(text)).includes(wanted));
}

/** A line in parts, so that every place of what was searched can be marked. */
export function partsOf(line: string, search: string): LinePart[] {
  const wanted = plain(search.trim());
  const folded = plain(line);
  // Folding may change lengths; then places in one are not places in the other.
  if (wanted === '' || folded.length !== line.length) return [{ text: line, isFound: false }];
  const parts: LinePart[] = [];
  let from = 0;
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, from)) {
    if (at > from) parts.push({ text: line.slice(from, at), isFound: false });
    from = at + wanted.length;
    parts.push({ text: line.slice(at, from), isFound: true });
  }
  if (from < line.length) parts.push({ text: line.slice(from), isFound: false });
  return parts;
}
