import type { CampaignState, LinkState, Page } from '@app/contracts';
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
  campaign: Campaign | null;
  /** The page that the link shows: its own, else its campaign's, else an empty one. */
  page: Page;
}

/** A link as the query maps it, with the rows it points at. */
export type JoinedLink = Link & {
  video: Video;
  prospect?: Prospect | null;
  campaign?: Campaign | null;
};

/** What a link can do now. `erased` answers 410, all others but `live` answer as if the link had never been. */
export type WatchState = LinkState | 'erased';

/**
 * The state of a link at a moment. Erasure wins, because it is told to the viewer; then what cannot be undone.
 * @param campaign of the link, or null
 */
export function linkStateAt(
  link: Pick<Link, 'erasedAt' | 'revokedAt' | 'expiresAt'>,
  campaign: Pick<Campaign, 'pausedAt' | 'expiresAt'> | null,
  now: Date,
): WatchState {
  if (link.erasedAt) return 'erased';
  if (link.revokedAt) return 'revoked';
  if (isOver(link.expiresAt, now)) return 'expired';
  return campaign ? campaignStateAt(campaign, now) : 'live';
}

/** The state of all links of a campaign at a moment, as far as it decides that. */
export function campaignStateAt(
  { pausedAt, expiresAt }: Pick<Campaign, 'pausedAt' | 'expiresAt'>,
  now: Date,
): CampaignState {
  if (isOver(expiresAt, now)) return 'expired';
  return pausedAt ? 'paused' : 'live';
}

const isOver = (end: Date | null, now: Date) => end !== null && end <= now;

/** The page of a link: its own, else its campaign's, else an empty one. */
export function resolvePage(link: Pick<JoinedLink, 'page' | 'campaign'>): Page {
  return link.page ?? link.campaign?.page ?? { callsToAction: [] };
}
