import type { Page } from '@app/contracts';
import type { Member } from '../members/member.entity.js';
import type { Workspace } from '../members/workspace.entity.js';
import type { Prospect } from '../prospects/prospect.entity.js';
import type { Video } from '../videos/video.entity.js';
import type { Campaign } from './campaign.entity.js';
import type { Link } from './link.entity.js';

/** A link with all that its page shows. */
export interface WatchLink {
  link: Link;
  video: Video;
  member: Member;
  workspace: Workspace;
  prospect: Prospect | null;
  /** The page that the link shows: its own, else its campaign's, else an empty one. */
  page: Page;
}

/** A link as the query maps it, with the rows it points at. */
export type JoinedLink = Link & {
  video: Video;
  prospect?: Prospect | null;
  campaign?: Campaign | null;
};

/** What a link can do now. `erased` answers 410, `revoked` and `expired` answer as if the link had never been. */
export type LinkState = 'live' | 'erased' | 'revoked' | 'expired';

/** The state of a link at a moment. Erasure wins, because it is told to the viewer. */
export function linkStateAt(link: Pick<Link, 'erasedAt' | 'revokedAt' | 'expiresAt'>, now: Date): LinkState {
  if (link.erasedAt) return 'erased';
  if (link.revokedAt) return 'revoked';
  return link.expiresAt && link.expiresAt <= now ? 'expired' : 'live';
}

/** The page of a link: its own, else its campaign's, else an empty one. */
export function resolvePage(link: Pick<JoinedLink, 'page' | 'campaign'>): Page {
  return link.page ?? link.campaign?.page ?? { callsToAction: [] };
}
