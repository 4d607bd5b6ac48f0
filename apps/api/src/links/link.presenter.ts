import type { Link as LinkReply } from '@app/contracts';
import { type JoinedLink, linkStateAt, type LinkViews, type Prospect, resolvePage } from '@app/database';

/** The addresses that a link has. @param origin e.g. `https://video.example.com` */
export function addressesOf(slug: string, origin: string) {
  const url = `${origin}/w/${slug}`;
  return { url, posterUrl: `${url}/poster.jpg`, previewUrl: `${url}/preview.gif` };
}

/** A link as the API shows one. An erased link shows as revoked: it works no more. */
export function presentLink(link: JoinedLink, views: LinkViews, origin: string): LinkReply {
  const state = linkStateAt(link, link.campaign ?? null, new Date());
  return {
    id: link.id,
    slug: link.slug,
    ...addressesOf(link.slug, origin),
    videoId: link.videoId,
    videoTitle: link.video.title,
    campaignId: link.campaignId,
    prospect: link.prospect ? presentPerson(link.prospect) : null,
    memberId: link.memberId,
    isDefault: link.isDefault,
    state: state === 'erased' ? 'revoked' : state,
    page: resolvePage(link),
    hasPassword: link.passwordHash !== null,
    expiresAt: link.expiresAt?.toISOString() ?? null,
    revokedAt: (link.revokedAt ?? link.erasedAt)?.toISOString() ?? null,
    sentAt: link.sentAt?.toISOString() ?? null,
    viewCount: views.viewCount,
    bestWatchedShare: views.bestWatchedShare,
    lastViewedAt: views.lastViewedAt?.toISOString() ?? null,
    createdAt: link.createdAt.toISOString(),
  };
}

function presentPerson({ id, email, firstName, lastName, company }: Prospect) {
  return { id, email, firstName, lastName, company };
}
