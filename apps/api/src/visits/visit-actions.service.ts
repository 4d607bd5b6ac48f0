import {
  AppError,
  type RecordClick,
  type RecordConsent,
  type RecordReaction,
  type RecordReply,
  type RecordedAction,
  bindAddress,
  bindMergeTags,
  mergeFieldsOf,
} from '@app/contracts';
import type { WatchLink } from '@app/database';
import {
  type ActionToRecord,
  RateLimiter,
  type TokenKeyRing,
  type VisitClaims,
  changeVisitPrivacy,
  recordAction,
  trackingLimits,
  verifyVisitToken,
} from '@app/tracking';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Pool } from 'pg';
import { tooMany } from './intake-guard.js';
import { WatchedLinks } from '../watch/watched-links.service.js';
import { TrackingCallers } from './tracking-callers.js';
import { VISIT_TOKEN_KEYS } from './visit-token-keys.js';

/** What viewers do beside watching. The token of the visit says which visit, and through it which link; nothing else is believed. */
@Injectable()
export class VisitActionsService {
  /** As many as beacons: nobody clicks or writes faster for long. */
  private readonly actions = new RateLimiter(trackingLimits.beacons);

  constructor(
    private readonly pool: Pool,
    private readonly links: WatchedLinks,
    private readonly callers: TrackingCallers,
    @Inject(VISIT_TOKEN_KEYS) private readonly keys: TokenKeyRing,
  ) {}

  /** Label and target come from the page, never from the body. @throws bad-token, not-found, erased, invalid-request, too-many-requests */
  async click(visitId: string, { token, index }: RecordClick): Promise<RecordedAction> {
    const { claims, watched } = await this.enter(visitId, token);
    const action = watched.page.callsToAction[index];
    if (!action)
      throw new AppError('invalid-request', [{ path: 'index', message: 'No such call to action' }]);
    const fields = mergeFieldsOf(watched.prospect);
    const label = bindMergeTags(action.label, fields);
    const target = bindAddress(action.target, fields);
    return this.record(claims, { kind: 'click', label, target });
  }

  /** @throws bad-token, not-found, erased, too-many-requests */
  async reply(visitId: string, { token, text, name, atMs }: RecordReply): Promise<RecordedAction> {
    const { claims } = await this.enter(visitId, token);
    return this.record(claims, { kind: 'reply', text, label: name || undefined, atMs: within(claims, atMs) });
  }

  /** @throws bad-token, not-found, erased, too-many-requests */
  async react(visitId: string, { token, emoji, atMs }: RecordReaction): Promise<RecordedAction> {
    const { claims } = await this.enter(visitId, token);
    return this.record(claims, { kind: 'reaction', text: emoji, atMs: within(claims, atMs) });
  }

  /** From here on the visit names the prospect, or nobody. @throws bad-token, not-found, erased, too-many-requests */
  async consent(
    visitId: string,
    { token, isAccepted }: RecordConsent,
    request: FastifyRequest,
  ): Promise<void> {
    const { claims, watched } = await this.enter(visitId, token);
    const answer = isAccepted ? 'accepted' : 'declined';
    const privacy = this.callers.privacyOf(request, watched, answer);
    await changeVisitPrivacy(this.pool, claims.visitId, privacy, watched.link.prospectId);
  }

  /** The visit of a good token, and its link, which must still work. */
  private async enter(visitId: string, token: string): Promise<{ claims: VisitClaims; watched: WatchLink }> {
    const claims = verifyVisitToken(token, this.keys, Date.now());
    if (claims?.visitId !== visitId) throw new AppError('bad-token');
    const { isAllowed, retryAfterMs } = this.actions.take(visitId);
    if (!isAllowed) throw tooMany(retryAfterMs);
    const { rows } = await this.pool.query<{ slug: string }>(`select slug from links where id = $1`, [
      claims.linkId,
    ]);
    return { claims, watched: await this.links.find(rows[0]?.slug ?? '') };
  }

  private async record(
    { visitId }: VisitClaims,
    action: Optional<Omit<ActionToRecord, 'visitId' | 'nowMs'>>,
  ): Promise<RecordedAction> {
    const known = Object.fromEntries(Object.entries(action).filter(([, value]) => value !== undefined));
    const recorded = await recordAction(this.pool, {
      ...(known as Omit<ActionToRecord, 'visitId' | 'nowMs'>),
      visitId,
      nowMs: Date.now(),
    });
    if (!recorded) throw new AppError('not-found');
    return { id: recorded.id };
  }
}

type Optional<Fields> = { [Name in keyof Fields]: Fields[Name] | undefined };

/** A position in the video, milliseconds; undefined when it lies behind its end. */
const within = ({ durationMs }: VisitClaims, atMs: number | undefined) =>
  atMs !== undefined && atMs <= durationMs ? atMs : undefined;
