import { AppError, type FiguresQuery } from '@app/contracts';
import { dayIn, startOfDay } from './zone-days.js';

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

/** A day so many days later. */
const laterDay = (day: string, days: number) =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/**
 * The period of a query. Days are those of the time zone; a day as `to` means its end; the last 30 days when both are absent.
 * @param nowMs server time, milliseconds since 1970
 * @param timeZone IANA name
 * @throws invalid-request when `from` is not before `to`, or the period is longer than 800 days
 */
export function periodOf(
  { from, to }: Pick<FiguresQuery, 'from' | 'to'>,
  nowMs: number,
  timeZone: string,
): Period {
  const lastDay = to === undefined ? dayIn(timeZone, nowMs) : isDay(to) ? to : null;
  const toMs = lastDay === null ? Date.parse(to ?? '') : startOfDay(laterDay(lastDay, 1), timeZone);
  const fromMs = from === undefined ? before(toMs, lastDay, timeZone) : momentOf(from, timeZone);
  if (fromMs >= toMs) throw wrong('from', 'Must be before `to`');
  if (toMs - fromMs > longestDays * dayMs) throw wrong('from', `At most ${longestDays} days before \`to\``);
  return { from: new Date(fromMs), to: new Date(toMs) };
}

const momentOf = (text: string, timeZone: string) =>
  isDay(text) ? startOfDay(text, timeZone) : Date.parse(text);

const before = (toMs: number, lastDay: string | null, timeZone: string) =>
  lastDay === null ? toMs - defaultDays * dayMs : startOfDay(laterDay(lastDay, 1 - defaultDays), timeZone);

const wrong = (path: string, message: string) => new AppError('invalid-request', [{ path, message }]);
