import type { Member, WeekSubject } from '@app/database';
import { DateTime } from 'luxon';
import type { MailAddresses } from '../mail/event-mail.js';
import type { MailDocument } from '../mail/mail-document.js';
import { inZone } from './due-week.js';
import { type WeekFigures, type WeekNews, whoseLinks } from './weekly-figures.service.js';
import { countOf, percentOf, weeklySentence } from './weekly-words.js';

const names: readonly (readonly [keyof WeekFigures, string])[] = [
  ['sent', 'Links sent'],
  ['views', 'Views by people'],
  ['completed', 'Watched to the end'],
  ['clicks', 'Visits with a click'],
  ['replies', 'Replies'],
  ['bookings', 'Bookings'],
];

/** Whether there is anything to tell of a week. */
export const isQuiet = ({ week }: WeekNews) => names.every(([name]) => !week[name]);

/** The summary of a week, for one member. @param timeZone of the workspace */
export function weeklyMail(
  { week, before, prospects }: WeekNews,
  { from, to }: WeekSubject,
  member: Member,
  timeZone: string,
  { publicUrl, unsubscribeUrl }: MailAddresses,
): MailDocument {
  const [first, last] = [inZone(new Date(from), timeZone), inZone(new Date(to), timeZone).minus({ days: 1 })];
  const parameters = new URLSearchParams({ from: dayOf(first), to: dayOf(last) });
  return {
    subject: `Your week: ${countOf(week.views, 'view', 'views')}, ${countOf(week.replies, 'reply', 'replies')}`,
    heading: `${longDay(first)} to ${longDay(last)}`,
    paragraphs: [weeklySentence(week, before), ofWhom(member)],
    rows: names.map(([name, label]) => rowOf(label, week[name], before[name])),
    list:
      prospects.length > 0
        ? { title: 'Who watched most keenly', items: prospects.map(prospectLine) }
        : undefined,
    action: { label: 'Open the figures', url: `${publicUrl}/figures?${parameters.toString()}` },
    footer: {
      why: 'This summary comes on Mondays when there was something to tell. Scanners, previews and your own visits are not counted.',
      unsubscribeUrl,
      settingsUrl: `${publicUrl}/settings?section=notifications`,
    },
  };
}

const rowOf = (label: string, count: number | null, before: number | null) =>
  [
    label,
    count === null ? 'not measured' : countOf(count),
    before === null ? '' : `the week before: ${countOf(before)}`,
  ] as const;

const dayOf = (time: DateTime) => time.toFormat('yyyy-MM-dd');
const longDay = (time: DateTime) => time.setLocale('en').toLocaleString({ day: 'numeric', month: 'long' });

function ofWhom(member: Member): string {
  const { memberId, teamId } = { memberId: undefined, teamId: undefined, ...whoseLinks(member) };
  if (memberId) return 'These are the figures of your own links.';
  return teamId
    ? 'These are the figures of the links of your team.'
    : 'These are the figures of everybody’s links in the workspace.';
}

function prospectLine({ name, company, views, bestShare, hasReplied, hasClicked }: WeekNews['prospects'][0]) {
  const who = company ? `${name} (${company})` : name;
  const deeds = [
    `${countOf(views, 'view', 'views')}, saw ${percentOf(bestShare)}`,
    hasClicked && 'clicked',
    hasReplied && 'replied',
  ];
  return `${who}: ${deeds.filter(Boolean).join(', ')}`;
}
