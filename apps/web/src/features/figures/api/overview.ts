import type { FiguresBy, Overview } from '@app/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

/** Funnel and views of a period. @param period first and last day, both included @param by what the funnel counts */
export function useOverview(period: { from: string; to: string }, by: FiguresBy) {
  const query = { ...period, by };
  return useQuery({
    queryKey: ['figures', 'overview', query],
    queryFn: ({ signal }) => api.get<Overview>('/figures/overview', { signal, query }),
    placeholderData: keepPreviousData,
  });
}
