import { cleanCueText } from '@app/contracts';

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lrm: '\u200E',
  rlm: '\u200F',
};

/** Tags of WebVTT and of what programs put into SubRip; anything else between angle brackets is text. */
const tag =
  /<(\/?)(b|i|u|s|c|v|lang|ruby|rt|font|span|br|p|div|script|style|\d[\d:.]*)((?:[\s.=][^<>]*)?)\/?>/gi;

/** Remembers who speaks, so that a name is written once for each turn. */
export interface Speaker {
  name: string;
}

/**
 * The text of a caption as it is stored: bold, italic and underlined stay, without attributes; a voice becomes a name in
 * front where the speaker changes; every other tag goes, and what entities stand for comes in.
 * @param speaker of the caption before; changed in place
 */
export function readMarkedText(lines: readonly string[], speaker: Speaker): string {
  const bare = lines
    .join('\n')
    // Positions of SubStation, which some programs leave in SubRip: {\an8}
    .replace(/\{\\[^{}]*\}/g, '')
    .replace(tag, (_, slash: string, name: string, rest: string) => keepTag(slash, name, rest, speaker));
  return cleanCueText(bare.replace(/&(#x?[\da-f]{1,6}|[a-z]{2,5});/gi, decodeEntity));
}

function keepTag(slash: string, tagName: string, rest: string, speaker: Speaker): string {
  const name = tagName.toLowerCase();
  if (name === 'b' || name === 'i' || name === 'u') return `<${slash}${name}>`;
  if (name === 'br') return '\n';
  if (name !== 'v' || slash) return '';
  const voice = rest.replace(/^\S*\s*/, '').trim();
  const isNew = voice !== '' && voice !== speaker.name;
  speaker.name = voice || speaker.name;
  return isNew ? `${voice}: ` : '';
}

function decodeEntity(whole: string, name: string): string {
  if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole;
  const isHex = /^#x/i.test(name);
  const point = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10);
  return point > 0 && point <= 0x10_ff_ff ? String.fromCodePoint(point) : '';
}
