import type { Campaign, UpdateCampaign } from '@app/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

/** Changes a campaign; prospects are added, those who have a link keep it. */
export function useUpdateCampaign(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (values: UpdateCampaign) => api.patch<Campaign>(`/campaigns/${id}`, values),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['links'] });
      void queryClient.invalidateQueries({ queryKey: ['figures'] });
      return queryClient.invalidateQueries({ queryKey: ['campaigns'] });
    },
  });
}
