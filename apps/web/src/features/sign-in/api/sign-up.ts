import type { Session, SignUp } from '@app/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';
import { sessionQuery } from '../../../shared/api/session';

/** Makes a workspace with its first admin, who is signed in from the reply on. */
export function useSignUp() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (values: SignUp) => api.post<Session>('/auth/sign-up', values),
    onSuccess: (session) => {
      queryClient.removeQueries({ queryKey: ['sign-up-state'] });
      queryClient.setQueryData(sessionQuery.queryKey, session);
    },
  });
}
