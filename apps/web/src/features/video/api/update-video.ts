import type { UpdateVideo, Video } from '@app/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';
import { videoQuery } from '../../../shared/api/videos';

/** Changes a video's title. */
export function useUpdateVideo(videoId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (values: UpdateVideo) => api.patch<Video>(`/videos/${videoId}`, values),
    onSuccess: (video) => {
      queryClient.setQueryData(videoQuery(videoId).queryKey, video);
      void queryClient.invalidateQueries({ queryKey: ['videos'] });
      return queryClient.invalidateQueries({ queryKey: ['links'] });
    },
  });
}
