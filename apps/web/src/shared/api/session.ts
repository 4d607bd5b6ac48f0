import type { Session } from '@app/contracts';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api } from '../api-client';

/** Who is signed in. Fails with `not-signed-in` when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => api.get<Session>('/auth/me', { signal }),
  staleTime: 5 * 60_000,
  retry: false,
});

/** The session on screens behind the sign-in, where it is always loaded. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}
