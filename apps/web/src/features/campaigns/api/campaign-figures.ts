import type { CampaignFigures } from '@app/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

/** The funnel of one campaign over its whole life. */
export function useCampaignFigures(campaignId: string) {
  return useQuery({
    queryKey: ['figures', 'campaign', campaignId],
    queryFn: ({ signal }) => api.get<CampaignFigures>(`/figures/campaigns/${campaignId}`, { signal }),
  });
}
