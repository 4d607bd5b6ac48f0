import type { FunnelStepName } from '@app/contracts';
import { funnelList } from './funnel.js';

const columnOf = (step: FunnelStepName, before: FunnelStepName | undefined): string => {
  if (step === 'sent') return 'links';
  // Whatever was opened was sent.
  return before && before !== 'sent' ? `${step}_after` : step;
};

const sum = (column: string) => `coalesce(sum(c.${column}), 0)::int`;

/**
 * The funnel of the links of one scope by day of sending. Replies that follow half a video are in no cohort: they are looked
 * for among the links with a reply, and only where nothing was clicked and so clicking may not apply.
 *
 * @param cohorts condition on `c`, rows of scope_cohorts
 * @param links the same on `s`, rows of link_states
 */
export const cohortFunnel = (cohorts: string, links: string) => {
  const repliedAfterHalf = `case when ${sum('clicked')} > 0 then 0 else (
    select count(*)::int from link_states s where s.is_link and s.replies > 0 and s.halves > 0 and ${links}) end`;
  return `select ${funnelList((step, before) =>
    step === 'replied' && before === 'half'
      ? repliedAfterHalf
      : sum(columnOf(step as FunnelStepName, before)),
  )} from scope_cohorts c where ${cohorts}`;
};
