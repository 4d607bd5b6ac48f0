import type { Overview } from '@app/contracts';

/** Columns of the overview's download: one figure a row. `share` is 0–1, of the funnel's step before. */
export const overviewColumns = ['part', 'name', 'count', 'share'] as const;

const numberOf = (value: number | null) => (value === null ? '' : String(value));

/** The overview as rows: the funnel, the totals, then opens and views of each day. */
export async function* overviewRows(figures: Overview): AsyncGenerator<string[]> {
  for (const { step, count, ofPrevious } of figures.funnel)
    yield ['funnel', step, numberOf(count), ofPrevious === null ? '' : ofPrevious.toFixed(4)];
  yield ['total', 'views', String(figures.viewCount), ''];
  yield ['total', 'views in the period before', String(figures.previousViewCount), ''];
  yield ['total', 'excluded', String(figures.excludedCount), ''];
  for (const { day, opens } of figures.viewsByDay) yield ['opens', day, String(opens), ''];
  for (const { day, views } of figures.viewsByDay) yield ['views', day, String(views), ''];
}
