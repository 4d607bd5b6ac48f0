import type { Reply } from '@app/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { listQuery } from '../../../shared/pages';

/** What prospects said, newest first. */
export function useReplies() {
  return useInfiniteQuery(listQuery<Reply>(['replies'], '/replies'));
}
