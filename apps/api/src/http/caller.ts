import type { ApiScope, Role } from '@app/contracts';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Who makes the request: a signed-in member, or a program with an API key that acts for one. */
export interface Caller {
  memberId: string;
  workspaceId: string;
  teamId: string | null;
  role: Role;
  /** Scopes of the API key; undefined for a session, which has no such limit. */
  scopes?: readonly ApiScope[];
  /** The session's id; undefined for an API key. */
  sessionId?: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the policy guard before any handler of a member's route runs. */
    caller?: Caller;
  }
}

/** The caller of the request, or undefined where nobody is signed in (public routes only). */
export function callerOf(request: FastifyRequest): Caller | undefined {
  return request.caller;
}

/** Parameter decorator: the {@link Caller}. On public routes it may be undefined. */
export const CurrentCaller = createParamDecorator(
  (_: unknown, context: ExecutionContext): Caller | undefined =>
    callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
