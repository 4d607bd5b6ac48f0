import type { HistoryEntry } from '@app/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { listQuery } from '../../../shared/pages';

/** Everything that happened with a prospect, newest first. */
export function useHistory(prospectId: string) {
  return useInfiniteQuery(
    listQuery<HistoryEntry>(['history', prospectId], `/prospects/${prospectId}/history`),
  );
}
