import {
  type AcceptInvitation,
  AppError,
  type CreateInvitation,
  type Invitation as InvitationReply,
  type InvitationPreview,
} from '@app/contracts';
import { EmailTakenError, type Invitation, InvitationRepository, MemberRepository } from '@app/database';
import { Injectable } from '@nestjs/common';
import { hash } from '@node-rs/argon2';
import type { Caller } from '../http/caller.js';
import { AuthService, type StartedSession } from './auth.service.js';
import { TeamsService } from './teams.service.js';
import { hashToken, newToken } from './token.js';

/** How long an invitation is good, milliseconds: 7 days. */
const lifetimeMs = 7 * 24 * 60 * 60 * 1000;

/** Invitations: an admin invites anybody, a manager reps of the own team, or of none where the manager has none. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly invitations: InvitationRepository,
    private readonly members: MemberRepository,
    private readonly teams: TeamsService,
    private readonly auth: AuthService,
  ) {}

  /**
   * Makes an invitation; its address is shown this once.
   * @param origin e.g. `https://video.example.com`
   * @throws not-allowed, not-found (the team), email-taken
   */
  async create(caller: Caller, body: CreateInvitation, origin: string): Promise<InvitationReply> {
    const { workspaceId, memberId } = caller;
    const teamId = await this.teamFor(caller, body);
    const { email, role } = body;
    // Only a colleague's address is told to be taken: who works elsewhere is nobody's business here.
    const known = await this.members.findForSignIn(email);
    if (known?.workspaceId === workspaceId) throw new AppError('email-taken');
    const token = newToken();
    const expiresAt = new Date(Date.now() + lifetimeMs);
    const tokenHash = hashToken(token);
    const invitation = { workspaceId, memberId, teamId, email, role, tokenHash, expiresAt };
    const { id } = await this.invitations.create(invitation);
    return { id, email, role, url: `${origin}/invitations/${token}`, expiresAt: expiresAt.toISOString() };
  }

  /** What the invited person sees before accepting. @throws not-found, invitation-used */
  async preview(token: string): Promise<InvitationPreview> {
    const { workspaceId, email, role } = await this.find(token);
    const { name } = await this.members.findWorkspace(workspaceId);
    return { workspaceName: name, email, role };
  }

  /** Makes a member of the invited person and signs them in. @throws not-found, invitation-used, email-taken */
  async accept(token: string, { name, password }: AcceptInvitation): Promise<StartedSession> {
    const { id, workspaceId } = await this.find(token);
    const passwordHash = await hash(password);
    const member = await this.invitations.accept(id, { name, passwordHash }).catch((error: unknown) => {
      throw error instanceof EmailTakenError ? new AppError('email-taken') : error;
    });
    if (!member) throw new AppError('invitation-used');
    return this.auth.start(member, await this.members.findWorkspace(workspaceId));
  }

  private async teamFor(caller: Caller, { role, teamId }: CreateInvitation): Promise<string | null> {
    if (caller.role === 'admin') return teamId ? (await this.teams.find(caller, teamId)).id : null;
    const isOwnTeam = !teamId || teamId === caller.teamId;
    if (role !== 'rep' || !isOwnTeam) throw new AppError('not-allowed');
    return caller.teamId;
  }

  private async find(token: string): Promise<Invitation> {
    const invitation = await this.invitations.findByToken(hashToken(token));
    if (!invitation) throw new AppError('not-found');
    if (invitation.acceptedAt || invitation.expiresAt <= new Date()) throw new AppError('invitation-used');
    return invitation;
  }
}
