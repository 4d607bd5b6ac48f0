import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api-client';

/** Makes a link stop working; its figures stay. */
export function useRevokeLink() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (linkId: string) => api.post<void>(`/links/${linkId}/revoke`),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['history'] });
      return queryClient.invalidateQueries({ queryKey: ['links'] });
    },
  });
}
