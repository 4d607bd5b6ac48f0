import type { Member, UpdateMember } from '@app/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

/** Changes a member: oneself, or by an admin anybody. */
export function useUpdateMember(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (values: UpdateMember) => api.patch<Member>(`/members/${id}`, values),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['session'] });
      return queryClient.invalidateQueries({ queryKey: ['members'] });
    },
  });
}
