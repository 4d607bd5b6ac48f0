import type { Link, Visit } from '@app/contracts';
import { useQueries } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';
import type { ListPage } from '../../../shared/pages';

const perLink = 50;

/** The latest visits on each of a prospect's links; `visits` is what has arrived so far. */
export function useVisitsOfLinks(links: readonly Link[]): { visits: Visit[]; isPending: boolean } {
  return useQueries({
    queries: links.map((link) => ({
      queryKey: ['visits', link.id, 'latest'],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.get<ListPage<Visit>>(`/links/${link.id}/visits`, { signal, query: { limit: perLink } }),
    })),
    combine: (results) => ({
      visits: results.flatMap((result) => result.data?.items ?? []),
      isPending: results.some((result) => result.isPending),
    }),
  });
}
