import { dayOrTimeSchema } from '@app/contracts';
import { z } from 'zod';

/** The period in the address: the last 7, 30 or 90 days, or two days of one's own. Wrong values are left out. */
export const periodSearchSchema = z.object({
  days: z
    .union([z.literal(7), z.literal(30), z.literal(90)])
    .optional()
    .catch(undefined),
  from: dayOrTimeSchema.optional().catch(undefined),
  to: dayOrTimeSchema.optional().catch(undefined),
});
export type PeriodSearch = z.infer<typeof periodSearchSchema>;

const dayMs = 86_400_000;

/** A day as `YYYY-MM-DD` in UTC. @param time milliseconds since 1970 */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/**
 * First and last day of the period, both included, as the figures' routes want them
 * (contract: a day as `to` means its end). 30 days when the address says nothing.
 */
export function periodDays(search: PeriodSearch, now: number): { from: string; to: string } {
  if (search.from && search.to) return { from: search.from.slice(0, 10), to: search.to.slice(0, 10) };
  const days = search.days ?? 30;
  return { from: dayOf(now - (days - 1) * dayMs), to: dayOf(now) };
}
