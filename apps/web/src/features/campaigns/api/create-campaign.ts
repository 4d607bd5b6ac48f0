import type { Campaign, CreateCampaign } from '@app/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

/** Makes a campaign with a personal link for each prospect. */
export function useCreateCampaign() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (values: CreateCampaign) =>
      api.post<Pick<Campaign, 'id' | 'linkCount'>>('/campaigns', values),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['campaigns'] }),
  });
}
