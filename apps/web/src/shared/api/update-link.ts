import type { Link, UpdateLink } from '@app/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api-client';

/** Changes a link's page, password or end. */
export function useUpdateLink(linkId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (values: UpdateLink) => api.patch<Link>(`/links/${linkId}`, values),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['links'] }),
  });
}
