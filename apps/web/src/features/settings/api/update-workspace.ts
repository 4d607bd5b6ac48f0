import type { UpdateWorkspace, Workspace } from '@app/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

/** Changes what holds for everybody in the workspace; figures are counted anew in another time zone. */
export function useUpdateWorkspace() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (values: UpdateWorkspace) => api.patch<Workspace>('/workspace', values),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['figures'] });
      return queryClient.invalidateQueries({ queryKey: ['session'] });
    },
  });
}
