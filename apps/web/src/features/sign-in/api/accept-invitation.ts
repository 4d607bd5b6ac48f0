import type { AcceptInvitation, Session } from '@app/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';
import { sessionQuery } from '../../../shared/api/session';

/** Makes the invited person a member and signs them in. */
export function useAcceptInvitation(token: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (values: AcceptInvitation) =>
      api.post<Session>(`/invitations/${encodeURIComponent(token)}/accept`, values),
    onSuccess: () => queryClient.removeQueries({ queryKey: sessionQuery.queryKey }),
  });
}
