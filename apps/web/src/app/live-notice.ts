import type { NotificationKind, NotificationSettings } from '@app/contracts';
import { formatShare } from '../shared/format';
import type { VisitEvent } from '../shared/stream';
import { appTexts } from './app.texts';

/** A toast: an id that a later event of the same visit replaces, a sentence and perhaps a quotation. */
export interface LiveNotice {
  id: string;
  /** By which switch of the settings it is silenced. */
  kind: NotificationKind;
  title: string;
  message: string;
}

/**
 * What to tell a rep about an event; null when it is not told. A visit that merely opened never notifies
 * (4-tracking, "Class of a hit or visit"), and one visit has one toast that grows from view to milestone.
 */
export function noticeOf(event: VisitEvent): LiveNotice | null {
  const { visitId, videoTitle, at } = event.data;
  const who = event.data.prospectName ?? appTexts.somebody;
  const deed = { id: `${visitId}-${at}`, message: videoTitle };
  switch (event.type) {
    case 'visit.started':
      return null;
    case 'view.counted':
      return { id: visitId, kind: 'view', title: appTexts.live.watching(who, videoTitle), message: '' };
    case 'milestone.reached': {
      const { milestone } = event.data;
      const title = appTexts.live.watched(who, formatShare(milestone / 100), videoTitle);
      return { id: visitId, kind: kindOfMilestone[milestone], title, message: '' };
    }
    case 'action.clicked':
      return { ...deed, kind: 'click', title: appTexts.live.clicked(who, event.data.label) };
    case 'reply.received':
      return { ...deed, kind: 'reply', title: appTexts.live.replied(who), message: event.data.text };
    case 'booking.made':
      return { ...deed, kind: 'booking', title: appTexts.live.booked(who) };
  }
}

/** A toast that grows on the way to a milestone belongs to the one before it. */
const kindOfMilestone = { 25: 'view', 50: 'half', 75: 'half', 90: 'completed' } as const;

/** Whether the member wants to see the toast. */
export const isWanted = ({ kind }: LiveNotice, { kinds }: Pick<NotificationSettings, 'kinds'>) =>
  kinds.find((choice) => choice.kind === kind)?.inApp !== false;
