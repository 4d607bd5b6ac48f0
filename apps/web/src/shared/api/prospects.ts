import type { Prospect } from '@app/contracts';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { listQuery } from '../pages';

/** Prospects whose name, address or company holds `search`. @param limit size of a page, 1–200 */
export function useProspects(search = '', limit = 50) {
  return useInfiniteQuery({
    ...listQuery<Prospect>(['prospects'], '/prospects', { search, limit }),
    placeholderData: keepPreviousData,
  });
}
