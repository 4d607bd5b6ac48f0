import { type Config } from '@app/config';
import { AppError, type Session, type SignIn, type SignUp, type SignUpState } from '@app/contracts';
import {
  EmailTakenError,
  type Member,
  MemberRepository,
  SessionRepository,
  type Workspace,
} from '@app/database';
import { Inject, Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { CONFIG } from '../http/config.token.js';
import { presentSession } from './member.presenter.js';
import { sessionLifetimeMs } from './session-cookie.js';
import { hashToken, newToken } from './token.js';

/** A started session: what the caller sees, and the token for the cookie. */
export interface StartedSession {
  session: Session;
  token: string;
}

/** Verified against when no member has the address, so that the answer takes as long as for one who does. */
const hashOfNobody = hash(newToken());

/** Sign-up, sign-in, sign-out. Passwords are kept as Argon2id, sessions as the hash of an opaque token. */
@Injectable()
export class AuthService {
  constructor(
    private readonly members: MemberRepository,
    private readonly sessions: SessionRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What the sign-in screen may offer. */
  async signUpState(): Promise<SignUpState> {
    const hasWorkspace = await this.members.hasWorkspace();
    return {
      hasWorkspace,
      isSignUpOpen: this.config.signUp === 'open' || (this.config.signUp === 'first' && !hasWorkspace),
    };
  }

  /** Makes a workspace and its admin. @throws sign-up-closed, email-taken */
  async signUp({ workspaceName, name, email, password }: SignUp): Promise<StartedSession> {
    if (!(await this.signUpState()).isSignUpOpen) throw new AppError('sign-up-closed');
    const passwordHash = await hash(password);
    const created = await this.members
      .createWorkspace(workspaceName, { name, email, passwordHash }, this.config.signUp === 'first')
      .catch((error: unknown) => {
        throw error instanceof EmailTakenError ? new AppError('email-taken') : error;
      });
    if (!created) throw new AppError('sign-up-closed');
    return this.start(created.member, created.workspace);
  }

  /** @throws wrong-credentials, whichever of the two is wrong */
  async signIn({ email, password }: SignIn): Promise<StartedSession> {
    const member = await this.members.findForSignIn(email);
    const isRight = await verify(member?.passwordHash ?? (await hashOfNobody), password);
    if (!member || !isRight) throw new AppError('wrong-credentials');
    return this.start(member, await this.members.findWorkspace(member.workspaceId));
  }

  /** Starts a session for a member who has just proved who they are. */
  async start(member: Member, workspace: Workspace): Promise<StartedSession> {
    const token = newToken();
    await this.sessions.start(member.id, hashToken(token), new Date(Date.now() + sessionLifetimeMs));
    return { session: presentSession(member, workspace), token };
  }

  async signOut(sessionId: string): Promise<void> {
    await this.sessions.end(sessionId);
  }

  /** The member and workspace of a signed-in caller. @throws not-found */
  async me(memberId: string, workspaceId: string): Promise<Session> {
    const member = await this.members.findInWorkspace(memberId, workspaceId);
    if (!member) throw new AppError('not-found');
    return presentSession(member, await this.members.findWorkspace(workspaceId));
  }
}
