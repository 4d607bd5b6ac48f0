import type { EventKind } from '@app/contracts';
import type { EventSubject, ToldFacts } from '@app/database';

/** What is said of an event, whatever the way it takes. */
export interface EventWords {
  /** One line: who did what. */
  readonly title: string;
  /** What belongs to it in somebody's own words, or nothing. */
  readonly quotation: string | undefined;
  /** Path of the screen that shows more. */
  readonly path: string;
}

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });

/** The words of an event. */
export function wordsOf(kind: EventKind, { linkId, videoId }: EventSubject, facts: ToldFacts): EventWords {
  const who = facts.prospectName ?? 'Somebody';
  const video = `“${facts.videoTitle ?? 'Deleted video'}”`;
  const titles: Record<EventKind, string> = {
    view: `${who} is watching ${video}`,
    half: `${who} watched half of ${video}`,
    completed: `${who} watched ${percent.format(facts.watchedShare)} of ${video}`,
    click: `${who} clicked “${facts.label ?? ''}” in ${video}`,
    reply: `${who} replied to ${video}`,
    booking: `${who} booked a time after ${video}`,
  };
  const isReply = kind === 'reply';
  return {
    title: titles[kind],
    quotation: isReply ? (facts.text ?? undefined) : undefined,
    path: isReply ? '/inbox' : `/videos/${videoId}?link=${linkId}`,
  };
}
