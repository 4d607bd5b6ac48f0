import type { FunnelStep } from '@app/contracts';

/** Shape of a usual funnel, drawn in outline where nothing was counted yet. Its numbers are never shown. */
export const sampleFunnel: FunnelStep[] = [
  { step: 'sent', count: 100, ofPrevious: null },
  { step: 'opened', count: 72, ofPrevious: null },
  { step: 'viewed', count: 51, ofPrevious: null },
  { step: 'half', count: 34, ofPrevious: null },
  { step: 'clicked', count: 18, ofPrevious: null },
  { step: 'replied', count: 10, ofPrevious: null },
];
