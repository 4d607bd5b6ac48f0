import type { Prospect, UpdateProspect } from '@app/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

/** Changes a prospect. */
export function useUpdateProspect(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (values: UpdateProspect) => api.patch<Prospect>(`/prospects/${id}`, values),
    onSuccess: (prospect) => {
      queryClient.setQueryData(['prospect', id], prospect);
      void queryClient.invalidateQueries({ queryKey: ['links'] });
      return queryClient.invalidateQueries({ queryKey: ['prospects'] });
    },
  });
}
