import type { WeekFigures } from './weekly-figures.service.js';

const integers = new Intl.NumberFormat('en');
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });

/** `1 view`, `2,300 views`, or the number alone. */
export function countOf(count: number, one = '', other = ''): string {
  return `${integers.format(count)} ${count === 1 ? one : other}`.trim();
}

/** A share 0–1 as `62%`. */
export const percentOf = (share: number) => percent.format(share);

/** The one sentence that says what changed against the week before. */
export function weeklySentence(
  { views, sent }: Pick<WeekFigures, 'views' | 'sent'>,
  before: Pick<WeekFigures, 'views'>,
): string {
  const said = countOf(views, 'view by people', 'views by people');
  if (views === 0 && before.views === 0)
    return `Nobody watched, nor in the week before; ${countOf(sent, 'link was', 'links were')} sent.`;
  if (before.views === 0) return `${said}; none in the week before.`;
  if (views === before.views) return `${said}, as many as in the week before.`;
  const change = percentOf(Math.abs(views - before.views) / before.views);
  const direction = views > before.views ? 'more' : 'fewer';
  return `${said}: ${change} ${direction} than the ${countOf(before.views)} of the week before.`;
}
