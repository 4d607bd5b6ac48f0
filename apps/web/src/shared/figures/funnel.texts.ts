import type { FunnelStepName } from '@app/contracts';

/** Names and meanings of the funnel's steps, in the words of the rule of what counts as a view. */
export const funnelTexts: Record<FunnelStepName, { name: string; meaning: string }> = {
  sent: { name: 'Sent', meaning: 'Links that were marked as sent.' },
  opened: {
    name: 'Opened',
    meaning:
      'Links that a person opened: the page was really visible for at least a second. Fetches by mail scanners, bots and previews are listed in the ledger, not counted.',
  },
  viewed: {
    name: 'Viewed',
    meaning:
      'Links with at least one view: a person started playing, and watched at least 3 seconds (or half of a shorter video). Muted autoplay counts only after 10 seconds and a sign of a person.',
  },
  half: {
    name: 'Watched half',
    meaning: 'Links whose view covered at least half of the video. Repeats of the same moment count once.',
  },
  clicked: { name: 'Clicked', meaning: 'Links whose viewer pressed a call to action.' },
  replied: { name: 'Replied', meaning: 'Links whose viewer left a reply.' },
  booked: {
    name: 'Booked',
    meaning: 'Links that led to a booked time. Counted only where a calendar tells us about bookings.',
  },
};
