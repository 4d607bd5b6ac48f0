import type { SaveEdits, Video } from '@app/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';
import { videoQuery } from '../../../shared/api/videos';

/** Replaces the edits of a video. The figures drawn over its length change with it. */
export function useSaveEdits(videoId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (edits: SaveEdits) => api.put<Video>(`/videos/${videoId}/edits`, edits),
    onSuccess: (video) => {
      queryClient.setQueryData(videoQuery(videoId).queryKey, video);
      return queryClient.invalidateQueries({ queryKey: ['videos'] });
    },
  });
}
