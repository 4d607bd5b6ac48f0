import type { WatchLink } from '@app/database';
import {
  type Caller,
  type TrackedLink,
  type VisitPrivacy,
  decidePrivacy,
  factsOfRequest,
  hasOptOutSignal,
} from '@app/tracking';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { PublicAddress } from '../http/public-address.js';
import { senderMark } from '../members/session-cookie.js';

/** What a viewer answered to the privacy question of the page, if anything. */
export type ConsentAnswer = 'accepted' | 'declined';

/** Reads from a request what tracking wants to know of who asks. */
@Injectable()
export class TrackingCallers {
  constructor(private readonly address: PublicAddress) {}

  /**
   * Who asks for a link. The address is used for keys and kept nowhere.
   * @param isPreview what the page says of its own address, where the request has no `?preview=` itself
   */
  callerOf(request: FastifyRequest, link: { workspaceId: string }, isPreview = hasPreview(request)): Caller {
    return {
      address: request.ip,
      ...factsOfRequest(request.headers, this.isSecureContext(request)),
      isMember: request.caller?.workspaceId === link.workspaceId,
      isPreview,
      hasSenderMark: request.cookies[senderMark] === link.workspaceId,
    };
  }

  /** What ingest must know of a link. */
  trackedLinkOf({ link }: Pick<WatchLink, 'link'>): TrackedLink {
    return {
      workspaceId: link.workspaceId,
      linkId: link.id,
      videoId: link.videoId,
      prospectId: link.prospectId,
      memberId: link.memberId,
      sentAtMs: link.sentAt?.getTime() ?? null,
    };
  }

  /** How a visit or hit on the link is treated (4-tracking, "Privacy"). */
  privacyOf(
    request: FastifyRequest,
    { workspace }: Pick<WatchLink, 'workspace'>,
    answer?: ConsentAnswer,
  ): VisitPrivacy {
    return decidePrivacy(workspace.privacyMode, {
      hasOptOutSignal: hasOptOutSignal(request.headers),
      hasAccepted: answer === 'accepted',
      hasOptedOut: answer === 'declined',
    });
  }

  /** Elsewhere browsers send no client hints, and their absence says nothing. */
  private isSecureContext(request: FastifyRequest): boolean {
    const { protocol, hostname } = new URL(this.address.originOf(request));
    return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  }
}

const hasPreview = (request: FastifyRequest) =>
  (request.query as Record<string, unknown> | undefined)?.['preview'] !== undefined;
