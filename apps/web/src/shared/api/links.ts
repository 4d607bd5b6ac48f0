import type { Link } from '@app/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { listQuery } from '../pages';

/** Links of a video, a prospect or a campaign. */
export function useLinks(of: { videoId?: string; prospectId?: string; campaignId?: string }) {
  return useInfiniteQuery(listQuery<Link>(['links'], '/links', { ...of, limit: 100 }));
}
