import { type CaptionCue, splitCueText } from '@app/contracts';

const two = (value: number) => String(value).padStart(2, '0');

function timestamp(ms: number, separator: '.' | ','): string {
  const seconds = Math.floor(ms / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${clock}${separator}${String(ms % 1000).padStart(3, '0')}`;
}

const span = ({ fromMs, toMs }: CaptionCue, separator: '.' | ',') =>
  `${timestamp(fromMs, separator)} --> ${timestamp(toMs, separator)}`;

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Captions as WebVTT (W3C), with nothing in them that a player would take for more than bold, italic or underlined. */
export function toWebVtt(cues: readonly CaptionCue[]): string {
  const blocks = cues.map((cue) => {
    const text = splitCueText(cue.text).map(({ isTag, piece }) => (isTag ? piece : escape(piece)));
    return `${span(cue, '.')}\n${text.join('')}\n`;
  });
  return ['WEBVTT\n', ...blocks].join('\n');
}

/** Captions as SubRip, with CRLF as the programs that read it expect. */
export function toSubRip(cues: readonly CaptionCue[]): string {
  return cues
    .map((cue, index) => `${index + 1}\n${span(cue, ',')}\n${cue.text.replaceAll('-->', '→')}\n\n`)
    .join('')
    .replaceAll('\n', '\r\n');
}
