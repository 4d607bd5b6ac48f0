import type { CaptionList, CaptionTrack, SaveCaptions } from '@app/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';
import { videoQuery } from '../../../shared/api/videos';

const listKey = (videoId: string) => ['captions', videoId];
const pathOf = (videoId: string, language = '') =>
  `/videos/${videoId}/captions${language && `/${encodeURIComponent(language)}`}`;

/** How often it is asked whether captions were made, milliseconds. */
const askMs = 3_000;

/** The languages that a video has captions in, and whether more are being made. */
export function useCaptionList(videoId: string) {
  const queryClient = useQueryClient();
  return useQuery({
    queryKey: listKey(videoId),
    queryFn: async ({ signal }) => {
      const before = queryClient.getQueryData<CaptionList>(listKey(videoId));
      const list = await api.get<CaptionList>(pathOf(videoId), { signal });
      const isMade = before && before.transcription.state !== list.transcription.state;
      // The player, the transcript beside it and the editor learn of what was made meanwhile.
      if (isMade && list.transcription.state === 'done') {
        void queryClient.invalidateQueries({ queryKey: videoQuery(videoId).queryKey });
        for (const { language } of list.items)
          void queryClient.invalidateQueries({ queryKey: [...listKey(videoId), language] });
      }
      return list;
    },
    refetchInterval: ({ state }) =>
      ['waiting', 'running'].includes(state.data?.transcription.state ?? '') ? askMs : false,
  });
}

/** Captions of one language with their cues. */
export function useCaptionTrack(videoId: string, language: string) {
  return useQuery({
    queryKey: [...listKey(videoId), language],
    queryFn: ({ signal }) => api.get<CaptionTrack>(pathOf(videoId, language), { signal }),
  });
}

/** Captions to store: what the editor holds, or a file. */
export interface CaptionsToStore {
  language: string;
  content: SaveCaptions | Blob;
}

/** Stores captions in the place of what there is of their language. */
export function useStoreCaptions(videoId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ language, content }: CaptionsToStore) =>
      api.put<CaptionTrack>(pathOf(videoId, language), content),
    onSuccess: async (track) => {
      queryClient.setQueryData([...listKey(videoId), track.language], track);
      void queryClient.invalidateQueries({ queryKey: videoQuery(videoId).queryKey });
      await queryClient.invalidateQueries({ queryKey: listKey(videoId), exact: true });
    },
  });
}

/** Removes the captions of a language. */
export function useRemoveCaptions(videoId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (language: string) => api.delete(pathOf(videoId, language)),
    onSuccess: async (_, language) => {
      queryClient.removeQueries({ queryKey: [...listKey(videoId), language] });
      void queryClient.invalidateQueries({ queryKey: videoQuery(videoId).queryKey });
      await queryClient.invalidateQueries({ queryKey: listKey(videoId), exact: true });
    },
  });
}
