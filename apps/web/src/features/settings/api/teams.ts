import type { CreateTeam, Team } from '@app/contracts';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';
import { listQuery } from '../../../shared/pages';

/** The teams of the workspace. */
export function useTeams() {
  return useInfiniteQuery(listQuery<Team>(['teams'], '/teams', { limit: 200 }));
}

/** Makes a team. */
export function useCreateTeam() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (values: CreateTeam) => api.post<Team>('/teams', values),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['teams'] }),
  });
}
