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

/** Columns of {@link funnelList}: those who took each step, and each step together with one before. */
export type FunnelRow = Readonly<Record<string, number>>;

/** Which of the steps that do not apply everywhere do: nobody can click a page with nothing on it. */
export interface MeasuredSteps {
  readonly canClick: boolean;
  readonly canBook: boolean;
}

/* Each step with the one before, and what follows clicking with the one before that: clicking may not apply. */
const pairs: readonly (readonly [FunnelStepName, FunnelStepName])[] = [
  ...funnelSteps.slice(1).map((step, index) => [step, funnelSteps[index]!] as const),
  ['replied', 'half'],
];

const pairOf = (step: FunnelStepName, before: FunnelStepName) => `${step} after ${before}`;

/**
 * Select list of a funnel: for each step `"<step>"`, how many took it, and `"<step> after <before>"`, how many of them took
 * a step before too. Somebody may reply without watching half, so the steps are not nested by themselves.
 *
 * @param count SQL for how many took all of the steps given
 */
export const funnelList = (count: (...steps: FunnelStepName[]) => string) =>
  [
    ...funnelSteps.map((step) => `${count(step)} as "${step}"`),
    ...pairs.map(([step, before]) => `${count(step, before)} as "${pairOf(step, before)}"`),
  ].join(', ');

/** {@link funnelList} over a table with one row each, and a truth for each step. */
export const funnelColumns = funnelList((...steps) => `count(*) filter (where ${steps.join(' and ')})::int`);

/**
 * The funnel of a row of {@link funnelList}. A step that does not apply has no count, not 0. `ofPrevious` is the share of
 * the last counted step before that also took this step, so it never exceeds 1; null where that step is empty, or for the
 * first.
 */
export function toFunnel(row: FunnelRow, { canClick, canBook }: MeasuredSteps): FunnelStep[] {
  let before: FunnelStepName | undefined;
  return funnelSteps.map((step) => {
    if ((step === 'clicked' && !canClick) || (step === 'booked' && !canBook))
      return { step, count: null, ofPrevious: null };
    const all = before ? (row[before] ?? 0) : 0;
    const both = before ? (row[pairOf(step, before)] ?? 0) : 0;
    before = step;
    return { step, count: row[step] ?? 0, ofPrevious: all > 0 ? both / all : null };
  });
}

/** Whether anything can be booked in workspace $1. */
export const hasBookings = `exists (select 1 from visit_actions where workspace_id = $1 and kind = 'booking')`;
