import type { Link, Prospect, Visit } from '@app/contracts';
import { formatShare } from '../../../shared/format';
import { prospectsTexts } from '../prospects.texts';

/** One thing that happened with a prospect. */
export interface TimelineEvent {
  id: string;
  at: string;
  type: 'added' | 'sent' | 'opened' | 'viewed' | 'excluded' | 'click' | 'reply' | 'reaction';
  sentence: string;
  /** Why it does not count, for what is excluded. */
  note: string | null;
}

const texts = prospectsTexts.person;

function visitEvents(visit: Visit, videoTitle: string): TimelineEvent[] {
  const isPerson = visit.class === 'human';
  const type = visit.isView ? 'viewed' : isPerson ? 'opened' : 'excluded';
  const sentence = {
    viewed: texts.viewed(formatShare(visit.watchedShare), videoTitle),
    opened: texts.opened(videoTitle),
    excluded: texts.excluded(videoTitle),
  }[type];
  const actions = visit.actions.map((action): TimelineEvent => {
    const words = {
      click: texts.clicked(action.label ?? ''),
      reply: texts.replied(action.text ?? ''),
      reaction: texts.reacted(action.text ?? ''),
    };
    return { id: action.id, at: action.at, type: action.type, sentence: words[action.type], note: null };
  });
  const note = isPerson ? null : visit.explanation;
  return [{ id: visit.id, at: visit.startedAt, type, sentence, note }, ...actions];
}

/** Everything that is known of a prospect as one line of time, newest first. */
export function timelineOf(
  prospect: Pick<Prospect, 'id' | 'createdAt'>,
  links: readonly Pick<Link, 'id' | 'sentAt' | 'videoTitle'>[],
  visits: readonly Visit[],
): TimelineEvent[] {
  const titles = new Map(links.map((link) => [link.id, link.videoTitle]));
  const events: TimelineEvent[] = [
    { id: prospect.id, at: prospect.createdAt, type: 'added', sentence: texts.added, note: null },
    ...links.flatMap(({ id, sentAt, videoTitle }): TimelineEvent[] =>
      sentAt
        ? [{ id: `${id}-sent`, at: sentAt, type: 'sent', sentence: texts.sent(videoTitle), note: null }]
        : [],
    ),
    ...visits.flatMap((visit) => visitEvents(visit, titles.get(visit.linkId) ?? '')),
  ];
  return events.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at));
}
