import type { Prospect } from '@app/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

/** One prospect. */
export function useProspect(id: string) {
  return useQuery({
    queryKey: ['prospect', id],
    queryFn: ({ signal }) => api.get<Prospect>(`/prospects/${id}`, { signal }),
  });
}
