import { formatShare } from '../../shared/format';
import type { VisitEvent } from '../../shared/stream';
import { inboxTexts } from './inbox.texts';

/** What somebody did, as the end of a sentence that begins with the name. */
export function eventSentence(event: VisitEvent): string {
  const texts = inboxTexts.events;
  switch (event.type) {
    case 'visit.started':
      return texts['visit.started'];
    case 'view.counted':
      return texts['view.counted'](formatShare(event.data.watchedShare));
    case 'milestone.reached':
      return texts['milestone.reached'](formatShare(event.data.milestone / 100));
    case 'action.clicked':
      return texts['action.clicked'](event.data.label);
    case 'reply.received':
      return texts['reply.received'](event.data.text);
    case 'booking.made':
      return texts['booking.made'];
  }
}
