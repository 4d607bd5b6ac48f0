import type { CreateLink, Link } from '@app/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api-client';

/** Makes a personal link. */
export function useCreateLink() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (values: CreateLink) => api.post<Link>('/links', values),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['prospects'] });
      void queryClient.invalidateQueries({ queryKey: ['history'] });
      return queryClient.invalidateQueries({ queryKey: ['links'] });
    },
  });
}
