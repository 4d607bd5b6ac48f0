import type { FunnelStepName } from '@app/contracts';
import { funnelList } from './funnel.js';

const columnOf = (step: FunnelStepName, before: FunnelStepName | undefined): string => {
  if (step === 'sent') return 'links';
  // Whatever was opened was sent.
  return before && before !== 'sent' ? `${step}_after` : step;
};

/** The funnel of the links of one scope by day of sending; the condition is on `c`, rows of scope_cohorts. */
export const cohortFunnel = (condition: string) =>
  `select ${funnelList((step, before) => `coalesce(sum(c.${columnOf(step as FunnelStepName, before)}), 0)::int`)} from scope_cohorts c where ${condition}`;
