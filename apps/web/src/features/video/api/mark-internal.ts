import type { Visit } from '@app/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

/** "That was me": moves a visit to `internal`, so that it counts nowhere. */
export function useMarkInternal(linkId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (visitId: string) => api.post<Visit>(`/visits/${visitId}/mark-internal`),
    onSuccess: () => {
      for (const key of ['links', 'videos', 'video', 'figures', 'prospects', 'history', 'campaigns'])
        void queryClient.invalidateQueries({ queryKey: [key] });
      return queryClient.invalidateQueries({ queryKey: ['visits', linkId] });
    },
  });
}
