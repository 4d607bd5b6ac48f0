import type { LedgerRule, Reclassification } from '@app/contracts';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

const queryKey = ['reclassifications'];
/** While a run goes on its progress is asked for so often, ms. */
const renewMs = 1_000;

/** Whether a run has not ended yet. */
export const isActive = (run: Reclassification | null | undefined) =>
  run?.state === 'waiting' || run?.state === 'running';

/** The rule, what of the ledger is older, and the latest run, also when somebody else has begun it. */
export function useLedgerRule() {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<LedgerRule>('/reclassifications', { signal }),
    refetchInterval: ({ state }) => (isActive(state.data?.run) ? renewMs : 15_000),
  });
}

const renewed = (queryClient: QueryClient) => ({
  onSettled: () => queryClient.invalidateQueries({ queryKey }),
});

/** Begins to find out what the rule would change in history. */
export function useCheckHistory() {
  return useMutation({
    mutationFn: (isForced: boolean) => api.post<Reclassification>('/reclassifications', { isForced }),
    ...renewed(useQueryClient()),
  });
}

/** Begins to apply what a check has told. */
export function useApplyCheck() {
  return useMutation({
    mutationFn: (checkId: string) => api.post<Reclassification>(`/reclassifications/${checkId}/apply`),
    ...renewed(useQueryClient()),
  });
}

/** Stops a run. */
export function useStopRun() {
  return useMutation({
    mutationFn: (id: string) => api.post<void>(`/reclassifications/${id}/stop`),
    ...renewed(useQueryClient()),
  });
}
