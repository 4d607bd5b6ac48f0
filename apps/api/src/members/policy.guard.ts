import { AppError } from '@app/contracts';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../http/caller.js';
import { type Policy, policyKey } from '../http/policy.decorator.js';
import { CallerService } from './caller.service.js';

/** Lets a request through only if the route's declared policy allows its caller. Runs before every handler. */
@Injectable()
export class PolicyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: CallerService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const policy = this.reflector.getAllAndOverride<Policy | undefined>(policyKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!policy)
      throw new Error(`No policy is declared on ${context.getClass().name}.${context.getHandler().name}`);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.caller = await this.callers.resolve(request);
    if (policy.kind === 'members') assertAllowed(policy, request.caller);
    return true;
  }
}

function assertAllowed(policy: Extract<Policy, { kind: 'members' }>, caller: Caller | undefined): void {
  if (!caller) throw new AppError('not-signed-in');
  if (caller.scopes && !(policy.scope && caller.scopes.includes(policy.scope)))
    throw new AppError('not-allowed');
  if (policy.roles && !policy.roles.includes(caller.role)) throw new AppError('not-allowed');
}
