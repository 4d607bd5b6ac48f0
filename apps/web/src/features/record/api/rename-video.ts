import type { UpdateVideo, Video } from '@app/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

/** Gives a video another title. */
export function useRenameVideo() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, title }: UpdateVideo & { id: string }) => api.patch<Video>(`/videos/${id}`, { title }),
    onSuccess: (video) => {
      queryClient.setQueryData(['video', video.id], video);
      return queryClient.invalidateQueries({ queryKey: ['videos'] });
    },
  });
}
