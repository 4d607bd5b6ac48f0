import type { Visit } from '@app/contracts';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { listQuery } from '../pages';

/** The graded ledger of one link, newest first. */
export const visitsQuery = (linkId: string) =>
  infiniteQueryOptions(listQuery<Visit>(['visits', linkId], `/links/${linkId}/visits`));

export function useVisits(linkId: string) {
  return useInfiniteQuery(visitsQuery(linkId));
}
