import { AppError, type OpenVisit, type OpenedVisit } from '@app/contracts';
import type { WatchLink } from '@app/database';
import {
  type PlayedEdition,
  RateLimiter,
  SaltKeeper,
  type TokenKeyRing,
  VisitOpener,
  trackingLimits,
  verifyEdition,
  visitorKey,
} from '@app/tracking';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { playedEdition } from '../watch/played-edition.js';
import { WatchedLinks } from '../watch/watched-links.service.js';
import { tooMany } from './intake-guard.js';
import { TrackingCallers } from './tracking-callers.js';
import { VISIT_TOKEN_KEYS } from './visit-token-keys.js';

/** Opens visits. Nothing of the body is trusted but the slug: workspace, prospect and video come from the link. */
@Injectable()
export class VisitsService {
  private readonly openings = new RateLimiter(trackingLimits.visits);

  constructor(
    private readonly links: WatchedLinks,
    private readonly opener: VisitOpener,
    private readonly salts: SaltKeeper,
    private readonly callers: TrackingCallers,
    @Inject(VISIT_TOKEN_KEYS) private readonly keys: TokenKeyRing,
  ) {}

  /** @throws invalid-request for a page that nobody sees, not-found (also while a password is missing), erased, too-many-requests */
  async open({ slug, page }: OpenVisit, request: FastifyRequest): Promise<OpenedVisit> {
    if (!page.isVisible || page.isPrerendering)
      throw new AppError('invalid-request', [
        { path: 'page.isVisible', message: 'A visit opens once the page is visible and not prerendering' },
      ]);
    const watched = await this.links.openMedia(slug, request, page.unlock);
    const nowMs = Date.now();
    const link = this.callers.trackedLinkOf(watched);
    const caller = this.callers.callerOf(request, link, page.isPreview);
    await this.limit({ address: caller.address, agent: caller.agent, linkId: link.linkId }, nowMs);
    const video = this.editionOf(watched, page.edition);
    const privacy = this.callers.privacyOf(request, watched, page.consent);
    const isWebdriver = page.isWebdriver ?? false;
    const opened = await this.opener.open({ link, caller, isWebdriver, privacy, video, nowMs });
    return { id: opened.id, token: opened.token, durationMs: video.durationMs };
  }

  /** A page that was opened before the last edits plays what it was given then. */
  private editionOf({ video }: WatchLink, token: string | undefined): PlayedEdition {
    return (token && verifyEdition(token, video.id, this.keys)) || playedEdition(video);
  }

  private async limit(visitor: Parameters<typeof visitorKey>[1], nowMs: number): Promise<void> {
    const { today } = await this.salts.at(nowMs);
    const { isAllowed, retryAfterMs } = this.openings.take(visitorKey(today, visitor).toString('hex'));
    if (!isAllowed) throw tooMany(retryAfterMs);
  }
}
