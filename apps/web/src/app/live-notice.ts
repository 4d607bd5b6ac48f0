import { formatShare } from '../shared/format';
import type { VisitEvent } from '../shared/stream';
import { appTexts } from './app.texts';

/** A toast: an id that a later event of the same visit replaces, a sentence and perhaps a quotation. */
export interface LiveNotice {
  id: string;
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
  switch (event.type) {
    case 'visit.started':
      return null;
    case 'view.counted':
      return { id: visitId, title: appTexts.live.watching(who, videoTitle), message: '' };
    case 'milestone.reached': {
      const share = formatShare(event.data.milestone / 100);
      return { id: visitId, title: appTexts.live.watched(who, share, videoTitle), message: '' };
    }
    case 'action.clicked':
      return {
        id: `${visitId}-${at}`,
        title: appTexts.live.clicked(who, event.data.label),
        message: videoTitle,
      };
    case 'reply.received':
      return { id: `${visitId}-${at}`, title: appTexts.live.replied(who), message: event.data.text };
  }
}
