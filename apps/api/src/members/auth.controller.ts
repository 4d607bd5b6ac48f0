import {
  type Session,
  type SignIn,
  type SignUp,
  sessionSchema,
  signInSchema,
  signUpSchema,
  signUpStateSchema,
} from '@app/contracts';
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { Members, Public } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { AttemptLimiter } from './attempt-limiter.js';
import { AuthService } from './auth.service.js';
import { SessionCookie } from './session-cookie.js';

/** Sign-up, sign-in, sign-out, and who am I. */
@ApiTags('auth')
@Controller(apiPath('auth'))
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly cookie: SessionCookie,
    private readonly attempts: AttemptLimiter,
  ) {}

  /** Whether a workspace exists and sign-up is open: the sign-in screen asks first. */
  @Get('sign-up')
  @Public('the sign-in screen asks before anybody is signed in')
  @Replies(200, signUpStateSchema)
  signUpState() {
    return this.auth.signUpState();
  }

  /** Makes a workspace with its first admin and signs them in. Open while no workspace exists, or when `SIGN_UP=open`. */
  @Post('sign-up')
  @Public('nobody can be signed in yet')
  @Replies(201, sessionSchema, [
    'invalid-request',
    'sign-up-closed',
    'email-taken',
    'cross-origin',
    'too-many-requests',
  ])
  async signUp(
    @Body({ schema: signUpSchema }) body: SignUp,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    this.attempts.take(request.ip, body.email);
    const { session, token } = await this.auth.signUp(body);
    this.attempts.succeed(request.ip, body.email);
    this.cookie.set(request, reply, token, session.workspace.id);
    return session;
  }

  /** Signs a member in. */
  @Post('sign-in')
  @Public('nobody is signed in yet')
  @Replies(200, sessionSchema, ['invalid-request', 'wrong-credentials', 'cross-origin', 'too-many-requests'])
  async signIn(
    @Body({ schema: signInSchema }) body: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    this.attempts.take(request.ip, body.email);
    const { session, token } = await this.auth.signIn(body);
    this.attempts.succeed(request.ip, body.email);
    this.cookie.set(request, reply, token, session.workspace.id);
    return session;
  }

  /** Ends the session of this browser; harmless when there is none. */
  @Post('sign-out')
  @Public('signing out twice is no error')
  @Replies(204, null, ['cross-origin'])
  async signOut(
    @CurrentCaller() caller: Caller | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    if (caller?.sessionId) await this.auth.signOut(caller.sessionId);
    this.cookie.clear(request, reply);
  }

  /** Who is signed in. */
  @Get('me')
  @Members()
  @Replies(200, sessionSchema, ['not-signed-in'])
  me(@CurrentCaller() caller: Caller): Promise<Session> {
    return this.auth.me(caller.memberId, caller.workspaceId);
  }
}
