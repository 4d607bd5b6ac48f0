import type { Video } from '@app/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api-client';

/** Prepares a failed video once more. */
export function useRetryVideo() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (videoId: string) => api.post<Video>(`/videos/${videoId}/retry`),
    onSuccess: (_, videoId) => {
      void queryClient.invalidateQueries({ queryKey: ['video', videoId] });
      return queryClient.invalidateQueries({ queryKey: ['videos'] });
    },
  });
}
