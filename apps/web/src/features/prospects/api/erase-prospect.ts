import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

/** Erases a prospect for good (4-tracking, "Privacy"). */
export function useEraseProspect() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.delete(`/prospects/${id}`),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['links'] });
      return queryClient.invalidateQueries({ queryKey: ['prospects'] });
    },
  });
}
