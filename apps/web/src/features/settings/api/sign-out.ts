import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';
import { liveStore } from '../../../shared/live-store';

/** Ends the session; everything that was loaded is forgotten. */
export function useSignOut() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<void>('/auth/sign-out'),
    onSuccess: () => {
      liveStore.clear();
      // A new page: nothing of the member is left in memory.
      queryClient.clear();
      window.location.assign('/sign-in');
    },
  });
}
