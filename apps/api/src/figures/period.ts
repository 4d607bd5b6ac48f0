import { AppError, type FiguresQuery } from '@app/contracts';

const dayMs = 24 * 60 * 60 * 1000;
/** Without a period: so many days up to and including today. */
const defaultDays = 30;
/** Nothing is kept for longer (4-tracking, "Privacy"); days. */
const longestDays = 800;

/** A period: `from` inclusive, `to` exclusive. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

const isDay = (text: string) => text.length === 'YYYY-MM-DD'.length;
const startOf = (text: string) => new Date(text).getTime();
const endOf = (text: string) => startOf(text) + (isDay(text) ? dayMs : 0);

/**
 * The period of a query. Days are those of UTC; a day as `to` means its end; the last 30 days when both are absent.
 * @param nowMs server time, milliseconds since 1970
 * @throws invalid-request when `from` is not before `to`, or the period is longer than 800 days
 */
export function periodOf({ from, to }: Pick<FiguresQuery, 'from' | 'to'>, nowMs: number): Period {
  const endOfToday = (Math.floor(nowMs / dayMs) + 1) * dayMs;
  const toMs = to === undefined ? endOfToday : endOf(to);
  const fromMs = from === undefined ? toMs - defaultDays * dayMs : startOf(from);
  if (fromMs >= toMs) throw wrong('from', 'Must be before `to`');
  if (toMs - fromMs > longestDays * dayMs) throw wrong('from', `At most ${longestDays} days before \`to\``);
  return { from: new Date(fromMs), to: new Date(toMs) };
}

const wrong = (path: string, message: string) => new AppError('invalid-request', [{ path, message }]);
