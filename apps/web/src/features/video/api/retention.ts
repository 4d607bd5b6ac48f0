import type { Retention } from '@app/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

/** The attention curve and heat of a video. */
export function useRetention(videoId: string) {
  return useQuery({
    queryKey: ['figures', 'retention', videoId],
    queryFn: ({ signal }) => api.get<Retention>(`/figures/videos/${videoId}/retention`, { signal }),
  });
}
