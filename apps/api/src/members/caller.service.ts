import { ApiKeyRepository, SessionRepository } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../http/caller.js';
import { apiKeyPrefix } from './api-key-prefix.js';
import { sessionCookie } from './session-cookie.js';
import { hashToken } from './token.js';

const bearer = /^bearer +(\S+)$/i;

/** Finds out who makes a request, from its API key or its cookie. */
@Injectable()
export class CallerService {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly keys: ApiKeyRepository,
  ) {}

  /** The caller, or undefined when nobody is signed in, or the session or key has ended. A key that is wrong is never made up for by a cookie. */
  async resolve(request: FastifyRequest): Promise<Caller | undefined> {
    const key = bearer.exec(request.headers.authorization ?? '')?.[1];
    if (key !== undefined) return key.startsWith(apiKeyPrefix) ? this.ofKey(key) : undefined;
    const token = request.cookies[sessionCookie];
    return token ? this.ofSession(token) : undefined;
  }

  private async ofSession(token: string): Promise<Caller | undefined> {
    const found = await this.sessions.findMember(hashToken(token), new Date());
    if (!found) return undefined;
    const { id: memberId, workspaceId, teamId, role } = found.member;
    return { memberId, workspaceId, teamId, role, sessionId: found.sessionId };
  }

  private async ofKey(key: string): Promise<Caller | undefined> {
    const found = await this.keys.findCaller(hashToken(key), new Date());
    if (!found) return undefined;
    const { id: memberId, workspaceId, teamId, role } = found.member;
    return { memberId, workspaceId, teamId, role, scopes: found.key.scopes };
  }
}
