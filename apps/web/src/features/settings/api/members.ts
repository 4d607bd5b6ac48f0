import type { Member } from '@app/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { listQuery } from '../../../shared/pages';

/** The members of the workspace. */
export function useMembers() {
  return useInfiniteQuery(listQuery<Member>(['members'], '/members', { limit: 200 }));
}
