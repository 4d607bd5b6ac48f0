import { type CaptionCue, cutIntoCues, languageTagSchema } from '@app/contracts';
import type { Transcript } from './transcription.client.js';

/** What a service says it hears in silence: it is sure that nobody speaks, and unsure of its words. */
const isSilence = (segment: NonNullable<Transcript['segments']>[number]) =>
  (segment.no_speech_prob ?? 0) > 0.8 && (segment.avg_logprob ?? 0) < -1;

/**
 * Captions of one piece of sound, in source time. What a service hears after the end of the piece belongs to none; what
 * goes on beyond it ends there, where the next one begins.
 * @param startMs where the piece begins in the source
 * @param lengthMs of the piece: also the time of a transcript without segments
 */
export function toCues({ segments, text }: Transcript, startMs: number, lengthMs: number): CaptionCue[] {
  if (!segments) return cutIntoCues(text ?? '', startMs, startMs + lengthMs);
  return segments
    .filter((segment) => !isSilence(segment))
    .map(({ start, end, text: words }) => ({
      words,
      fromMs: Math.round(start * 1000),
      toMs: Math.min(Math.round(end * 1000), lengthMs),
    }))
    .filter(({ fromMs, toMs }) => toMs > fromMs)
    .flatMap(({ words, fromMs, toMs }) => cutIntoCues(words, startMs + fromMs, startMs + toMs));
}

const english = new Intl.DisplayNames(['en'], { type: 'language' });
const spoken =
  'af ar az be bg bn bs ca cs cy da de el en es et fa fi fr gl gu he hi hr hu hy id is it ja ka kk kn ko lt lv mk ml mr ms my nb ne nl no pa pl pt ro ru sk sl sq sr sv sw ta te th tl tr uk ur vi zh'.split(
    ' ',
  );
const tagOf = new Map(spoken.map((tag) => [english.of(tag)?.toLowerCase(), tag]));

/** The language that a service names, as a tag: `english` and `EN` are `en`; `und` for what nobody knows. */
export function languageOf(named: string | null | undefined): string {
  const name = named?.trim().toLowerCase() ?? '';
  const known = tagOf.get(name);
  if (known) return known;
  const tag = languageTagSchema.safeParse(name);
  return tag.success && tag.data.length <= 7 && /^[a-z]{2,3}\b/.test(tag.data) ? tag.data : 'und';
}
