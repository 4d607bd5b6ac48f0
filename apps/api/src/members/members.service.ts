import { AppError, type PageQuery, type UpdateMember, type Member as MemberReply } from '@app/contracts';
import { LastAdminError, type Member, MemberChangeRepository, MemberRepository } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../http/caller.js';
import { idOfCursor, pageOf } from '../http/paging.js';
import { AccessService } from './access.service.js';
import { presentMember } from './member.presenter.js';
import { TeamsService } from './teams.service.js';

/** Members: everybody sees and renames themselves, a manager sees the team, an admin changes all. */
@Injectable()
export class MembersService {
  constructor(
    private readonly members: MemberRepository,
    private readonly changes: MemberChangeRepository,
    private readonly teams: TeamsService,
    private readonly access: AccessService,
  ) {}

  /** Newest first, within reach. @throws invalid-request for a cursor that is none */
  async list(caller: Caller, { limit, cursor }: PageQuery) {
    const rows = await this.changes.list({
      workspaceId: caller.workspaceId,
      reach: await this.access.reachOf(caller),
      beforeId: idOfCursor(cursor),
      limit: limit + 1,
    });
    const { shown, nextCursor } = pageOf(rows, limit);
    return { items: shown.map(presentMember), nextCursor };
  }

  /** @throws not-found */
  async get(caller: Caller, id: string): Promise<MemberReply> {
    return presentMember(await this.find(caller, id));
  }

  /** @throws not-found, not-allowed, last-admin */
  async update(caller: Caller, id: string, change: UpdateMember): Promise<MemberReply> {
    const member = await this.find(caller, id);
    const isOwnName = member.id === caller.memberId && Object.keys(change).every((field) => field === 'name');
    if (caller.role !== 'admin' && !isOwnName) throw new AppError('not-allowed');
    if (change.teamId) await this.teams.find(caller, change.teamId);
    await this.change(member, change);
    return this.get(caller, id);
  }

  /** The member leaves: sessions and keys end at once; videos and links stay. @throws not-found, last-admin */
  async deactivate(caller: Caller, id: string): Promise<void> {
    await this.change(await this.find(caller, id), { isActive: false });
  }

  private async change(member: Member, change: UpdateMember): Promise<void> {
    await this.changes.update(member, change).catch((error: unknown) => {
      throw error instanceof LastAdminError ? new AppError('last-admin') : error;
    });
  }

  private async find(caller: Caller, id: string): Promise<Member> {
    const member = await this.members.findInWorkspace(id, caller.workspaceId);
    const reach = await this.access.reachOf(caller);
    if (!member || (reach !== 'all' && !reach.includes(id))) throw new AppError('not-found');
    return member;
  }
}
