import { AppError, type CaptionCue, type CaptionFileProblem, captionLimits } from '@app/contracts';
import { findBlocks, formatOf } from './caption-lines.js';
import { parseTimes } from './caption-times.js';
import { readMarkedText } from './marked-text.js';

/** Problems that are told at once. */
const maxProblems = 20;

const refuse = (...problems: CaptionFileProblem[]) => new AppError('bad-captions', problems);

/**
 * Reads WebVTT or SubRip, whichever it is. What programs do wrong without harm is forgiven; a caption whose times cannot
 * be understood is not dropped silently: the file is refused, with the line and the reason.
 * @returns at least one caption, in the order in which they are shown; captions without a text are left out
 * @throws bad-captions with {@link CaptionFileProblem}s
 */
export function readCaptionFile(text: string): CaptionCue[] {
  if (text.includes('\0')) throw refuse({ line: 1, message: 'This is no text file' });
  const blocks = findBlocks(text, formatOf(text));
  if (blocks.length === 0)
    throw refuse({
      line: 1,
      message:
        'No line has times such as 00:00:01.000 --> 00:00:04.000. Upload WebVTT (.vtt) or SubRip (.srt)',
    });
  if (blocks.length > captionLimits.cues)
    throw refuse({
      line: blocks[captionLimits.cues]!.line,
      message: `There are more than ${captionLimits.cues} captions`,
    });
  const problems: CaptionFileProblem[] = [];
  const cues: CaptionCue[] = [];
  const speaker = { name: '' };
  for (const block of blocks) {
    const times = parseTimes(block.times, captionLimits.timeMs);
    const words = readMarkedText(block.text, speaker);
    if ('problem' in times) problems.push({ line: block.line, message: times.problem });
    else if (words.length > captionLimits.textCharacters)
      problems.push({
        line: block.line + 1,
        message: `This caption is longer than ${captionLimits.textCharacters} characters. Split it`,
      });
    else if (words !== '') cues.push({ ...times, text: words });
  }
  if (problems.length > 0) throw refuse(...problems.slice(0, maxProblems));
  if (cues.length === 0) throw refuse({ line: blocks[0]!.line, message: 'No caption has a text' });
  return cues.toSorted((one, other) => one.fromMs - other.fromMs || one.toMs - other.toMs);
}
