const locale = 'en';
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const integers = new Intl.NumberFormat(locale);
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
const plural = new Intl.PluralRules(locale);
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const wholeDays = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const shortDate = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const longDate = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
const dateAndTime = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** `1,234` */
export function formatNumber(value: number): string {
  return integers.format(value);
}

/** A share 0–1 as `62%`. Something is never shown as `0%`, nor a part as `100%`. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.01) return `<${percent.format(0.01)}`;
  if (share > 0.99 && share < 1) return percent.format(0.99);
  return percent.format(share);
}

/** `1 view`, `2,300 views`. */
export function formatCount(count: number, one: string, other: string): string {
  return `${formatNumber(count)} ${plural.select(count) === 'one' ? one : other}`;
}

const two = (value: number) => String(value).padStart(2, '0');

/** Milliseconds as a clock: `0:07`, `12:30`, `1:02:03`. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** `3 minutes ago`, `yesterday`; from a week on the date. @param now milliseconds since 1970 */
export function formatAgo(time: string, now: number): string {
  const passed = now - Date.parse(time);
  if (passed < minute) return 'just now';
  if (passed < hour) return relative.format(-Math.floor(passed / minute), 'minute');
  if (passed < day) return relative.format(-Math.floor(passed / hour), 'hour');
  if (passed < 7 * day) return relative.format(-Math.floor(passed / day), 'day');
  return formatDay(time, now);
}

/** `3 Mar`, with the year when it is not this one. */
export function formatDay(time: string, now: number): string {
  const date = new Date(time);
  return date.getFullYear() === new Date(now).getFullYear() ? shortDate.format(date) : longDate.format(date);
}

/** `1 – 27 Nov 2026`. @param period first and last day, `YYYY-MM-DD` */
export function formatPeriod({ from, to }: { from: string; to: string }): string {
  return wholeDays.formatRange(Date.parse(from), Date.parse(to));
}

/** Date and time in full, for tooltips and ledgers. */
export function formatMoment(time: string): string {
  return dateAndTime.format(new Date(time));
}

/** A size in the unit that reads best: `640 kB`, `1.2 GB`. */
export function formatBytes(sizeBytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  const power = sizeBytes < 1 ? 0 : Math.min(4, Math.floor(Math.log10(sizeBytes) / 3));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: power > 2 ? 1 : 0,
  }).format(sizeBytes / 1000 ** power);
}
