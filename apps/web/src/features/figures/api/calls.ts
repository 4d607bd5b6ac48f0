import type { ProspectToCall } from '@app/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';
import { type ListPage, listQuery } from '../../../shared/pages';

/** Whose prospects, and of which campaign; absent: all within reach. */
export interface CallFilter {
  memberId?: string | undefined;
  teamId?: string | undefined;
  campaignId?: string | undefined;
}

/** Who to call now, warmest first. */
export function useCalls(filter: CallFilter) {
  return useInfiniteQuery(listQuery<ProspectToCall>(['figures', 'calls'], '/figures/calls', { ...filter }));
}

/** The first few of them. */
export function useFirstCalls(limit: number) {
  return useQuery({
    queryKey: ['figures', 'calls', 'first', limit],
    queryFn: ({ signal }) =>
      api.get<ListPage<ProspectToCall>>('/figures/calls', { signal, query: { limit } }),
  });
}
