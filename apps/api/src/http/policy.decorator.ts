import type { ApiScope, Role } from '@app/contracts';
import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth } from '@nestjs/swagger';

/** Who may call a route. Every route declares one; the guard refuses a route without (7-trust, "Guards sit on handlers"). */
export type Policy =
  | {
      kind: 'members';
      /** Roles that may call it; all when absent. What of it they see is decided by the service. */
      roles?: readonly Role[];
      /** Scope that an API key needs; keys are refused where absent. */
      scope?: ApiScope;
    }
  | { kind: 'public'; /** Why nobody needs to sign in here. */ because: string };

export const policyKey = Symbol('policy');

/** The route is for signed-in members, and for API keys with `scope` if one is named. */
export const Members = (options: { roles?: readonly Role[]; scope?: ApiScope } = {}) =>
  applyDecorators(
    SetMetadata(policyKey, { kind: 'members', ...options } satisfies Policy),
    ApiCookieAuth('session'),
    ...(options.scope ? [ApiBearerAuth('api-key')] : []),
  );

/** The route needs no session. `because` says why that is right. */
export const Public = (because: string) =>
  SetMetadata(policyKey, { kind: 'public', because } satisfies Policy);
