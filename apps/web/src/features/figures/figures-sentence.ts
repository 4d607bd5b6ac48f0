import type { Overview } from '@app/contracts';
import { formatNumber, formatShare } from '../../shared/format';
import { figuresTexts } from './figures.texts';

/** The one sentence that says what changed against the period before. */
export function figuresSentence({
  viewCount,
  previousViewCount,
}: Pick<Overview, 'viewCount' | 'previousViewCount'>): string {
  const texts = figuresTexts.sentence;
  const views = texts.views(viewCount);
  if (previousViewCount === 0) return viewCount === 0 ? texts.none : texts.first(views);
  if (viewCount === previousViewCount) return texts.same(views);
  const change = formatShare(Math.abs(viewCount - previousViewCount) / previousViewCount);
  const before = formatNumber(previousViewCount);
  return viewCount > previousViewCount
    ? texts.more(views, change, before)
    : texts.less(views, change, before);
}

/** Whether there is anything at all to show: a sent, opened or viewed link, or an excluded visit. */
export function hasFigures(overview: Overview): boolean {
  return (
    overview.viewCount > 0 ||
    overview.previousViewCount > 0 ||
    overview.excludedCount > 0 ||
    overview.funnel.some(({ count }) => (count ?? 0) > 0)
  );
}
