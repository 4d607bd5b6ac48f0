import type { WatchLink } from '@app/database';
import { type HitKind, recordHit, SaltKeeper } from '@app/tracking';
import { Injectable, Logger } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Pool } from 'pg';
import { TrackingCallers } from '../visits/tracking-callers.js';

/** Records that something of a link was fetched. Never counts, never notifies, and never stands in the viewer's way. */
@Injectable()
export class Hits {
  private readonly logger = new Logger('hits');

  constructor(
    private readonly pool: Pool,
    private readonly salts: SaltKeeper,
    private readonly callers: TrackingCallers,
  ) {}

  /**
   * A failure is logged, and the page is served all the same. Members see pictures and videos in the app all day:
   * these are not requests for the link and are not recorded.
   */
  async record(found: WatchLink, request: FastifyRequest, kind: HitKind): Promise<void> {
    const link = this.callers.trackedLinkOf(found);
    const isShownInApp =
      kind !== 'page' && kind !== 'honeypot' && request.caller?.workspaceId === link.workspaceId;
    if (isShownInApp) return;
    const hit = {
      link,
      caller: this.callers.callerOf(request, link),
      kind,
      isPersonal: this.callers.privacyOf(request, found).isPersonal,
      nowMs: Date.now(),
    };
    await recordHit(this.pool, this.salts, hit).catch((error: unknown) =>
      this.logger.error({ requestId: request.id, error: String(error) }),
    );
  }
}
