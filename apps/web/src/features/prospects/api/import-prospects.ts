import type { ImportReply } from '@app/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

/** Imports CSV text; good rows are kept, bad ones named. */
export function useImportProspects() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (csv: string) => api.post<ImportReply>('/prospects/import', csv),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['prospects'] }),
  });
}
