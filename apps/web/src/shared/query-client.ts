import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error';

/** @param onSignedOut called when any call finds that nobody is signed in any more */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (query.queryKey[0] !== 'session' && error instanceof ApiError && error.status === 401)
          onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // Only what may pass by itself is tried again: no reply, or a server in trouble.
        retry: (count, error) =>
          count < 2 && error instanceof ApiError && (error.code === 'offline' || error.status >= 502),
      },
    },
  });
}
