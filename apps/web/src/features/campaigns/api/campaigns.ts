import type { Campaign } from '@app/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';
import { listQuery } from '../../../shared/pages';

/** The member's campaigns, newest first. */
export function useCampaigns() {
  return useInfiniteQuery(listQuery<Campaign>(['campaigns'], '/campaigns'));
}

/** One campaign. */
export function useCampaign(id: string) {
  return useQuery({
    queryKey: ['campaigns', id],
    queryFn: ({ signal }) => api.get<Campaign>(`/campaigns/${id}`, { signal }),
  });
}
