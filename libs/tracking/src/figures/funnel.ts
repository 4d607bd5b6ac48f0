import type { FunnelStep, FunnelStepName } from '@app/contracts';

const steps: readonly FunnelStepName[] = ['sent', 'opened', 'viewed', 'half', 'clicked', 'replied', 'booked'];

/** Every link of the cohort was sent. */
const has = (step: string) => (step === 'sent' ? 'true' : step);

/** Columns of {@link funnelColumns}: distinct links of each step, and of each step together with the one before. */
export type FunnelRow = Readonly<Record<string, number>> & { readonly hasBookings?: boolean };

/**
 * Select list over `reached`: for each step `"<step>"`, the links that reached it, and `"<step>After"`, those of them that
 * reached the step before too. Somebody may reply without watching half, so the steps are not nested by themselves.
 */
export const funnelColumns = steps
  .map((step, index) => {
    const before = has(steps[index - 1] ?? 'sent');
    return `count(*) filter (where ${has(step)})::int as "${step}", count(*) filter (where ${has(step)} and ${before})::int as "${step}After"`;
  })
  .join(', ');

/**
 * The funnel of a row of {@link funnelColumns}. `ofPrevious` is the share of the links of the step before that also reached this
 * step, so it never exceeds 1; null where the step before is empty, or for the first.
 *
 * @param canBook false when nothing can be booked here: the step's count is then null, not 0
 */
export function toFunnel(row: FunnelRow, canBook: boolean): FunnelStep[] {
  return steps.map((step, index) => {
    if (step === 'booked' && !canBook) return { step, count: null, ofPrevious: null };
    const previous = row[steps[index - 1] ?? ''] ?? 0;
    return {
      step,
      count: row[step] ?? 0,
      ofPrevious: previous > 0 ? (row[`${step}After`] ?? 0) / previous : null,
    };
  });
}
