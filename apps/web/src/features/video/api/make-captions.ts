import type { Transcription } from '@app/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

/** Asks for captions made from the video's sound. */
export function useMakeCaptions(videoId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<Transcription>(`/videos/${videoId}/transcription`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['captions', videoId] }),
  });
}
