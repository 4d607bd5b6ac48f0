import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api-client';

/** Marks a link as sent, now. */
export function useMarkSent() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (linkId: string) => api.post<void>(`/links/${linkId}/sent`),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['figures'] });
      void queryClient.invalidateQueries({ queryKey: ['history'] });
      return queryClient.invalidateQueries({ queryKey: ['links'] });
    },
  });
}
