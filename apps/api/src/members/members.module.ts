import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessService } from './access.service.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeysService } from './api-keys.service.js';
import { AttemptLimiter } from './attempt-limiter.js';
import { AuthController } from './auth.controller.js';
import { AuthService } from './auth.service.js';
import { CallerService } from './caller.service.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsService } from './invitations.service.js';
import { MembersController } from './members.controller.js';
import { MembersService } from './members.service.js';
import { PolicyGuard } from './policy.guard.js';
import { SessionCookie } from './session-cookie.js';
import { TeamsController } from './teams.controller.js';
import { TeamsService } from './teams.service.js';
import { WorkspaceController } from './workspace.controller.js';

/** Who is who and may do what. Global, because every other step asks it. */
@Global()
@Module({
  controllers: [
    AuthController,
    InvitationsController,
    MembersController,
    TeamsController,
    ApiKeysController,
    WorkspaceController,
  ],
  providers: [
    AuthService,
    AttemptLimiter,
    InvitationsService,
    MembersService,
    TeamsService,
    ApiKeysService,
    AccessService,
    CallerService,
    SessionCookie,
    { provide: APP_GUARD, useClass: PolicyGuard },
  ],
  exports: [AccessService, AuthService, CallerService, SessionCookie],
})
export class MembersModule {}
