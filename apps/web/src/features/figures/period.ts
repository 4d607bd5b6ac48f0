import { dayOrTimeSchema, figuresBySchema } from '@app/contracts';
import { z } from 'zod';

/** The period in the address: the last 7, 30 or 90 days, or two days of one's own, and what the funnel counts. Wrong values are left out. */
export const periodSearchSchema = z.object({
  days: z
    .union([z.literal(7), z.literal(30), z.literal(90)])
    .optional()
    .catch(undefined),
  from: dayOrTimeSchema.optional().catch(undefined),
  to: dayOrTimeSchema.optional().catch(undefined),
  by: figuresBySchema.optional().catch(undefined),
});
export type PeriodSearch = z.infer<typeof periodSearchSchema>;

const dayMs = 86_400_000;

/** A day as `YYYY-MM-DD`. @param time milliseconds since 1970 @param timeZone IANA name; the workspace's, for figures */
export function dayOf(time: number, timeZone: string): string {
  // The Swedish way of writing a date is that of ISO 8601.
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(time);
}

/**
 * First and last day of the period, both included, as the figures' routes want them
 * (contract: a day as `to` means its end). 30 days when the address says nothing.
 */
export function periodDays(
  search: PeriodSearch,
  now: number,
  timeZone: string,
): { from: string; to: string } {
  if (search.from && search.to) return { from: search.from.slice(0, 10), to: search.to.slice(0, 10) };
  const days = search.days ?? 30;
  const today = dayOf(now, timeZone);
  return { from: dayOf(Date.parse(today) - (days - 1) * dayMs, 'UTC'), to: today };
}
