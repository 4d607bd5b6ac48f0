import type { MemberFigures } from '@app/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

/** The leaderboard of a period. @param period first and last day, both included */
export function useMemberFigures(period: { from: string; to: string }) {
  return useQuery({
    queryKey: ['figures', 'members', period],
    queryFn: ({ signal }) =>
      api.get<{ items: MemberFigures[] }>('/figures/members', { signal, query: period }),
    placeholderData: keepPreviousData,
  });
}
