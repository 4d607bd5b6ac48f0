/** Mark-up that may stay in a caption: bold, italic, underlined, without attributes. */
const harmlessTag = /<\/?[biu]>/g;
/** Everything that no font shows: controls without line feed and tab, lone surrogates, the byte order mark. */
// oxlint-disable-next-line no-control-regex -- controls are what is looked for
const unseen = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFEFF\uFFFE\uFFFF]|\p{Surrogate}/gu;

/**
 * A caption's text as it is stored: without characters that cannot be shown, each line trimmed, no empty line.
 * Cleaning twice changes nothing.
 */
export function cleanCueText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085\f\v]/g, '\n')
    .replace(unseen, '')
    .split('\n')
    .map((line) => line.replace(/[\t \u00A0]+/g, ' ').trim())
    .filter((line) => line.replace(harmlessTag, '').trim() !== '')
    .join('\n');
}

/** The words of a caption alone, on one line: for transcripts and search. */
export function wordsOfCue(text: string): string {
  return text.replace(harmlessTag, '').replaceAll('\n', ' ').trim();
}

/** A caption's text in pieces: mark-up that may stay, and what lies between. */
export function splitCueText(text: string): { isTag: boolean; piece: string }[] {
  return text
    .split(/(<\/?[biu]>)/)
    .filter((piece) => piece !== '')
    .map((piece) => ({ isTag: /^<\/?[biu]>$/.test(piece), piece }));
}
