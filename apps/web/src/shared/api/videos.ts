import type { Video } from '@app/contracts';
import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../api-client';
import { listQuery } from '../pages';

const unfinished = (video: Video) => video.state === 'uploading' || video.state === 'processing';
/** The stream tells at once; this is the net below it. */
const safetyNetMs = 4_000;

/** The member's videos, newest first. */
export function useVideos(search = '') {
  return useInfiniteQuery({
    ...listQuery<Video>(['videos'], '/videos', { search, limit: 24 }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(unfinished)) ? safetyNetMs : false,
  });
}

/** One video. */
export const videoQuery = (id: string) =>
  queryOptions({
    queryKey: ['video', id],
    queryFn: ({ signal }) => api.get<Video>(`/videos/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && unfinished(state.data) ? safetyNetMs : false),
  });

export function useVideo(id: string) {
  return useQuery(videoQuery(id));
}
