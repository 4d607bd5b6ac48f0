/** One caption as a file writes it: the line of its times, and what follows up to the next one. Lines count from 1. */
export interface CaptionBlock {
  line: number;
  times: string;
  text: string[];
}

/** What a file holds: WebVTT begins with its name, everything else is read as SubRip. */
export type CaptionFormat = 'vtt' | 'srt';

/** By its first line: WebVTT §4.1, "WEBVTT" and nothing, a space or a tab behind it. */
export function formatOf(text: string): CaptionFormat {
  return /^\s*WEBVTT(?:[\s]|$)/.test(text) ? 'vtt' : 'srt';
}

const timing = '-->';
const isNumber = (line: string | undefined) => /^\s*\d+\s*$/.test(line ?? '');

/**
 * Cuts a file into captions. A line of times begins one, wherever it stands: numbers that are wrong, missing, or without
 * an empty line before them cost nothing. Notes, styles and regions of WebVTT are left out.
 */
export function findBlocks(text: string, format: CaptionFormat): CaptionBlock[] {
  const blocks: CaptionBlock[] = [];
  let open: CaptionBlock | undefined;
  // In WebVTT these stand between captions, and hold anything up to the next empty line.
  let isAside = false;
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const isEmpty = line.trim() === '';
    if (isEmpty) isAside = false;
    if (format === 'vtt' && !open && /^(NOTE|STYLE|REGION)(\s|$)/.test(line)) isAside = true;
    if (isAside) continue;
    if (line.includes(timing)) {
      // The number above the times was taken for the text of the caption before.
      if (open && isNumber(open.text.at(-1))) open.text.pop();
      open = { line: index + 1, times: line, text: [] };
      blocks.push(open);
    } else if (isEmpty) open = undefined;
    else open?.text.push(line);
  }
  return blocks;
}
