import type { Prospect, SaveProspect } from '@app/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api-client';

/** Adds a prospect, or updates the one with the same external id or mail address. */
export function useSaveProspect() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (values: SaveProspect) => api.post<Prospect>('/prospects', values),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['prospects'] }),
  });
}
