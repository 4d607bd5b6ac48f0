import type { SignUpState } from '@app/contracts';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

/** Whether a workspace exists yet and whether new ones may be made. */
export const signUpStateQuery = queryOptions({
  queryKey: ['sign-up-state'],
  queryFn: ({ signal }) => api.get<SignUpState>('/auth/sign-up', { signal }),
  staleTime: 10_000,
});
