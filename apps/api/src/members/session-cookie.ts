import type { FastifyReply, FastifyRequest } from 'fastify';
import { Injectable } from '@nestjs/common';
import { PublicAddress } from '../http/public-address.js';

/** Name of the cookie that carries the session's token. */
export const sessionCookie = 'outreel_session';
/** Name of the sender's mark: a browser in which a member of this workspace once signed in. Its visits are never views (4-tracking). */
export const senderMark = 'outreel_sender';
/** How long the sender's mark stays, seconds: a year. It outlives the session. */
const senderMarkSeconds = 365 * 24 * 60 * 60;
/** How long a session lives, milliseconds: 30 days. */
export const sessionLifetimeMs = 30 * 24 * 60 * 60 * 1000;

/** Writes and clears the session's cookie. `Secure` is set wherever the browser came over TLS: without TLS it would be dropped. */
@Injectable()
export class SessionCookie {
  constructor(private readonly address: PublicAddress) {}

  /** @param workspaceId whose sender's mark the browser carries from here on, signed in or not */
  set(request: FastifyRequest, reply: FastifyReply, token: string, workspaceId: string): void {
    const attributes = this.attributes(request);
    void reply.setCookie(sessionCookie, token, { ...attributes, maxAge: sessionLifetimeMs / 1000 });
    void reply.setCookie(senderMark, workspaceId, { ...attributes, maxAge: senderMarkSeconds });
  }

  clear(request: FastifyRequest, reply: FastifyReply): void {
    void reply.clearCookie(sessionCookie, this.attributes(request));
  }

  private attributes(request: FastifyRequest) {
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: this.address.isSecure(request) } as const;
  }
}
