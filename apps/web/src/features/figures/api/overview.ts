import type { Overview } from '@app/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

/** Funnel and views of a period. @param period first and last day, both included */
export function useOverview(period: { from: string; to: string }) {
  return useQuery({
    queryKey: ['figures', 'overview', period],
    queryFn: ({ signal }) => api.get<Overview>('/figures/overview', { signal, query: period }),
    placeholderData: keepPreviousData,
  });
}
