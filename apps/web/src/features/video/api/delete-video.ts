import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

/** Deletes a video with its links. */
export function useDeleteVideo(videoId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(`/videos/${videoId}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['videos'] }),
  });
}
