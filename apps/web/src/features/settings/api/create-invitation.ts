import type { CreateInvitation, Invitation } from '@app/contracts';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

/** Makes an invitation; its link is in the reply and nowhere else. */
export function useCreateInvitation() {
  return useMutation({
    mutationFn: (values: CreateInvitation) => api.post<Invitation>('/invitations', values),
  });
}
