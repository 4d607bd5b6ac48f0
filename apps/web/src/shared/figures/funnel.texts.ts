import { figureMeanings, type FunnelStepName } from '@app/contracts';

const names: Record<FunnelStepName, string> = {
  sent: 'Sent',
  opened: 'Opened',
  viewed: 'Viewed',
  half: 'Watched half',
  clicked: 'Clicked',
  replied: 'Replied',
  booked: 'Booked',
};

const textsOf = (step: FunnelStepName) => ({ name: names[step], meaning: figureMeanings[step] });

/** Names and meanings of the funnel's steps, in the words of the rule of what counts as a view. */
export const funnelTexts: Record<FunnelStepName, { name: string; meaning: string }> = {
  sent: textsOf('sent'),
  opened: textsOf('opened'),
  viewed: textsOf('viewed'),
  half: textsOf('half'),
  clicked: textsOf('clicked'),
  replied: textsOf('replied'),
  booked: textsOf('booked'),
};
