import type { Session, SignIn } from '@app/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api-client';
import { sessionQuery } from './session';

/** Signs in; the session is known from the reply on. */
export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (values: SignIn) => api.post<Session>('/auth/sign-in', values),
    onSuccess: (session) => queryClient.setQueryData(sessionQuery.queryKey, session),
  });
}
