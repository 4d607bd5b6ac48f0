import {
  type AcceptInvitation,
  type CreateInvitation,
  type Invitation,
  type InvitationPreview,
  type Session,
  acceptInvitationSchema,
  createInvitationSchema,
  invitationPreviewSchema,
  invitationSchema,
  sessionSchema,
} from '@app/contracts';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { NotReplayed } from '../http/idempotency.decorator.js';
import { Origin } from '../http/origin.decorator.js';
import { Members, Public } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { InvitationsService } from './invitations.service.js';
import { SessionCookie } from './session-cookie.js';

const tokenParamsSchema = z.object({ token: z.string().min(1).max(100) });
type TokenParams = z.infer<typeof tokenParamsSchema>;
const tokenErrors = ['not-found', 'invitation-used'] as const;

/** Invitations to join the workspace. */
@ApiTags('members')
@Controller(apiPath('invitations'))
export class InvitationsController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly cookie: SessionCookie,
  ) {}

  /** Invites somebody; send them `url`, which is shown this once and is good for 7 days. */
  @Post()
  @Members({ roles: ['manager', 'admin'] })
  @NotReplayed('the reply holds a secret of which only the hash may be kept')
  @Replies(201, invitationSchema, [
    'not-signed-in',
    'not-allowed',
    'not-found',
    'invalid-request',
    'email-taken',
    'cross-origin',
  ])
  create(
    @CurrentCaller() caller: Caller,
    @Body({ schema: createInvitationSchema }) body: CreateInvitation,
    @Origin() origin: string,
  ): Promise<Invitation> {
    return this.invitations.create(caller, body, origin);
  }

  /** What the invited person sees before accepting. */
  @Get(':token')
  @Public('the invited person has no account yet; the token is the secret')
  @Replies(200, invitationPreviewSchema, tokenErrors)
  preview(@Param({ schema: tokenParamsSchema }) { token }: TokenParams): Promise<InvitationPreview> {
    return this.invitations.preview(token);
  }

  /** Accepts an invitation, once, and signs the new member in. */
  @Post(':token/accept')
  @Public('the invited person has no account yet; the token is the secret')
  @Replies(201, sessionSchema, [...tokenErrors, 'invalid-request', 'email-taken', 'cross-origin'])
  async accept(
    @Param({ schema: tokenParamsSchema }) { token }: TokenParams,
    @Body({ schema: acceptInvitationSchema }) body: AcceptInvitation,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const started = await this.invitations.accept(token, body);
    this.cookie.set(request, reply, started.token, started.session.workspace.id);
    return started.session;
  }
}
