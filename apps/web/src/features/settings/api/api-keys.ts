import type { ApiKey, CreateApiKey, CreatedApiKey } from '@app/contracts';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';
import { listQuery } from '../../../shared/pages';

/** One's own keys. */
export function useApiKeys() {
  return useInfiniteQuery(listQuery<ApiKey>(['api-keys'], '/api-keys'));
}

/** Makes a key; the reply is the only time that it is shown. */
export function useCreateApiKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (values: CreateApiKey) => api.post<CreatedApiKey>('/api-keys', values),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['api-keys'] }),
  });
}

/** Makes a key stop working. */
export function useRevokeApiKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.delete(`/api-keys/${id}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['api-keys'] }),
  });
}
