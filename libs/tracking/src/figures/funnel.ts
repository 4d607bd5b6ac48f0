import type { FunnelStep, FunnelStepName } from '@app/contracts';

/** The steps, in order. */
export const funnelSteps: readonly FunnelStepName[] = [
  'sent',
  'opened',
  'viewed',
  'half',
  'clicked',
  'replied',
  'booked',
];

/** Columns of {@link funnelColumns}: those who took each step, and each step together with the one before. */
export type FunnelRow = Readonly<Record<string, number>>;

/**
 * Select list of a funnel: for each step `"<step>"`, how many took it, and `"<step>After"`, how many of them took the step
 * before too. Somebody may reply without watching half, so the steps are not nested by themselves.
 *
 * @param count SQL for how many took all of the steps given
 */
export const funnelList = (count: (...steps: FunnelStepName[]) => string) =>
  funnelSteps
    .flatMap((step, index) => {
      const before = funnelSteps[index - 1];
      return [`${count(step)} as "${step}"`, ...(before ? [`${count(step, before)} as "${step}After"`] : [])];
    })
    .join(', ');

/** {@link funnelList} over a table with one row each, and a truth for each step. */
export const funnelColumns = funnelList((...steps) => `count(*) filter (where ${steps.join(' and ')})::int`);

/**
 * The funnel of a row of {@link funnelList}. `ofPrevious` is the share of the step before that also took this step, so it
 * never exceeds 1; null where the step before is empty, or for the first.
 *
 * @param canBook false when nothing can be booked here: the step's count is then null, not 0
 */
export function toFunnel(row: FunnelRow, canBook: boolean): FunnelStep[] {
  return funnelSteps.map((step, index) => {
    if (step === 'booked' && !canBook) return { step, count: null, ofPrevious: null };
    const previous = row[funnelSteps[index - 1] ?? ''] ?? 0;
    return {
      step,
      count: row[step] ?? 0,
      ofPrevious: previous > 0 ? (row[`${step}After`] ?? 0) / previous : null,
    };
  });
}

/** Whether anything can be booked in workspace $1. */
export const hasBookings = `exists (select 1 from visit_actions where workspace_id = $1 and kind = 'booking')`;
