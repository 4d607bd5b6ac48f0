import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from './api-client';
import type { QueryValues } from './api-client';

/** One page of any list of the contract. */
export interface ListPage<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** Query of a paged list; `data` is all items loaded so far. @param key first words of the query's key */
export function listQuery<Item>(key: readonly string[], path: string, query: QueryValues = {}) {
  return infiniteQueryOptions({
    queryKey: [...key, query],
    queryFn: ({ pageParam, signal }) =>
      api.get<ListPage<Item>>(path, { signal, query: { ...query, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    select: (data) => data.pages.flatMap((page) => page.items),
  });
}
