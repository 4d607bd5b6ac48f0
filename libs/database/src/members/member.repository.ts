import { Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError } from 'typeorm';
import { newId } from '../new-id.js';
import { Member } from './member.entity.js';
import { Workspace } from './workspace.entity.js';

/** The mail address belongs to a member already. */
export class EmailTakenError extends Error {}

/** Members and their workspaces. */
@Injectable()
export class MemberRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Whether anybody has signed up yet. */
  hasWorkspace(): Promise<boolean> {
    return this.dataSource.manager.exists(Workspace);
  }

  /** The workspace of whoever set this server up; null before that. */
  async findFirstWorkspaceId(): Promise<string | null> {
    const order = { createdAt: 'ASC', id: 'ASC' } as const;
    const [first] = await this.dataSource.manager.find(Workspace, { select: { id: true }, order, take: 1 });
    return first?.id ?? null;
  }

  /**
   * Makes a workspace with its first admin, or nothing at all.
   * @param onlyFirst refuse (null) when a workspace exists; two sign-ups at the same moment make one workspace
   * @throws EmailTakenError
   */
  async createWorkspace(
    workspaceName: string,
    admin: Pick<Member, 'name' | 'email' | 'passwordHash'>,
    onlyFirst: boolean,
  ): Promise<{ workspace: Workspace; member: Member } | null> {
    return this.dataSource
      .transaction(async (manager) => {
        await manager.query(`select pg_advisory_xact_lock(hashtext('sign-up'))`);
        if (onlyFirst && (await manager.exists(Workspace))) return null;
        const workspace = await manager.save(manager.create(Workspace, { id: newId(), name: workspaceName }));
        const member = await manager.save(
          manager.create(Member, {
            id: newId(),
            workspaceId: workspace.id,
            teamId: null,
            role: 'admin',
            isActive: true,
            ...admin,
          }),
        );
        return { workspace, member };
      })
      .catch(rethrowEmailTaken);
  }

  /** The active member with this (lower-cased) address, or null. */
  findForSignIn(email: string): Promise<Member | null> {
    return this.dataSource.manager.findOneBy(Member, { email, isActive: true });
  }

  /** A member of the workspace, active or not, or null. */
  findInWorkspace(id: string, workspaceId: string): Promise<Member | null> {
    return this.dataSource.manager.findOneBy(Member, { id, workspaceId });
  }

  /** Where a member works, active or not; null when there is no such member. */
  async findWorkspaceIdOf(id: string): Promise<string | null> {
    const select = { id: true, workspaceId: true } as const;
    const member = await this.dataSource.manager.findOne(Member, { select, where: { id } });
    return member?.workspaceId ?? null;
  }

  /** Every workspace with its time zone. */
  findWorkspaceZones(): Promise<Pick<Workspace, 'id' | 'timeZone'>[]> {
    return this.dataSource.manager.find(Workspace, { select: { id: true, timeZone: true } });
  }

  /** Ids of everybody who works in a workspace. */
  async findActiveIds(workspaceId: string): Promise<string[]> {
    const where = { workspaceId, isActive: true };
    const members = await this.dataSource.manager.find(Member, { select: { id: true }, where });
    return members.map(({ id }) => id);
  }

  findWorkspace(id: string): Promise<Workspace> {
    return this.dataSource.manager.findOneByOrFail(Workspace, { id });
  }

  /** Ids of the members of a team. */
  async findIdsOfTeam(teamId: string): Promise<string[]> {
    const members = await this.dataSource.manager.find(Member, { select: { id: true }, where: { teamId } });
    return members.map(({ id }) => id);
  }
}

/** Turns a violation of `members_email_key` into {@link EmailTakenError}; anything else is thrown on. */
export function rethrowEmailTaken(error: unknown): never {
  const constraint =
    error instanceof QueryFailedError ? (error.driverError as { constraint?: string }).constraint : undefined;
  if (constraint === 'members_email_key') throw new EmailTakenError();
  throw error;
}
