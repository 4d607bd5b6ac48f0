import { figureMeanings } from '@app/contracts';
import { formatCount } from '../../shared/format';

/** Texts of the figures. Every number has a sentence that explains it, in the words of the rule of what counts as a view. */
export const figuresTexts = {
  title: 'Figures',
  period: {
    label: 'Period',
    days: { 7: '7 days', 30: '30 days', 90: '90 days' },
    custom: 'Custom',
    from: 'From',
    to: 'To',
  },
  sentence: {
    none: 'Nobody watched in this period, nor in the one before.',
    first: (views: string) => `${views} in this period; none in the one before.`,
    same: (views: string) => `${views}, as many as in the period before.`,
    more: (views: string, share: string, before: string) =>
      `${views}: ${share} more than the ${before} of the period before.`,
    less: (views: string, share: string, before: string) =>
      `${views}: ${share} fewer than the ${before} of the period before.`,
    views: (count: number) => formatCount(count, 'view by people', 'views by people'),
    notCounted: 'Not counted',
    excluded: (count: number) =>
      `${formatCount(count, 'visit of a scanner, bot or colleague was', 'visits of scanners, bots or colleagues were')} recognised and not counted.`,
  },
  funnel: {
    title: 'From sent to conversation',
    meaning: {
      sent: 'Distinct links that were sent in this period, at each step until today; the share is that of the step before. A step that could not be counted is never shown as zero.',
      event:
        'Distinct people who took each step in this period, whenever their link was sent; the share is that of the people of the step before. A step that could not be counted is never shown as zero.',
    },
    by: { label: 'Count by', sent: 'Date of sending', event: 'Date of event' },
  },
  chart: {
    title: 'Views per day',
    meaning: `${figureMeanings.views} “Opened” are visits by people that did not become a view.`,
    views: 'Views',
    opens: 'Opened, not viewed',
    day: 'Day',
  },
  members: {
    title: 'Members',
    meaning: 'Figures of the links each member owns, in this period.',
    empty: 'No member has sent a link in this period.',
    columns: {
      name: { label: 'Member', meaning: '' },
      sent: { label: 'Sent', meaning: figureMeanings.sent },
      opened: { label: 'Opened', meaning: figureMeanings.opened },
      viewed: { label: 'Viewed', meaning: figureMeanings.viewed },
      half: { label: 'Half', meaning: figureMeanings.half },
      clicked: { label: 'Clicked', meaning: figureMeanings.clicked },
      replied: { label: 'Replied', meaning: figureMeanings.replied },
      views: { label: 'Views', meaning: figureMeanings.views },
      averageWatchedShare: {
        label: 'Watched',
        meaning: figureMeanings.averageWatchedShare,
      },
    },
    sortBy: (column: string) => `Sort by ${column}`,
  },
  pictureFile: ({ from, to }: { from: string; to: string }) => `Figures ${from} to ${to}.png`,
  csv: 'CSV',
  csvOverview: 'Download the figures as CSV',
  csvMembers: 'Download the members as CSV',
  empty: {
    title: 'Your figures begin with the first link you send',
    text: 'Below is a sample in outline: how many links were sent, opened, viewed, and what came of it. Nothing in it is counted.',
    label: 'Sample',
    action: 'Go to the library',
  },
} as const;
