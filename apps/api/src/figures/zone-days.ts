const hourMs = 60 * 60 * 1000;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The calendar day of a moment in a time zone, `YYYY-MM-DD`.
 * @param timeZone IANA name
 * @param ms milliseconds since 1970
 * @throws RangeError for a zone that does not exist
 */
export function dayIn(timeZone: string, ms: number): string {
  let format = formats.get(timeZone);
  if (!format) {
    // The Swedish way of writing a date is that of ISO 8601.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone });
    formats.set(timeZone, format);
  }
  return format.format(ms);
}

/**
 * The first moment of a calendar day in a time zone, milliseconds since 1970. It is searched for and not computed from an
 * offset: some zones change their clocks at midnight, and a day may begin at 1 o'clock.
 */
export function startOfDay(day: string, timeZone: string): number {
  let before = Date.parse(day) - 16 * hourMs;
  let within = before + 32 * hourMs;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (dayIn(timeZone, middle) >= day) within = middle;
    else before = middle;
  }
  return within;
}
