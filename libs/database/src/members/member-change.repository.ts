import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { ApiKey } from './api-key.entity.js';
import { Invitation } from './invitation.entity.js';
import { Member } from './member.entity.js';
import { type Reach, reachParameter } from './reach.js';
import { Session } from './session.entity.js';

/** The change would leave the workspace without an active admin. */
export class LastAdminError extends Error {}

/** What an admin changes about members. */
@Injectable()
export class MemberChangeRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Members within reach, newest first. */
  list(filter: { workspaceId: string; reach: Reach; beforeId?: string; limit: number }): Promise<Member[]> {
    const query = this.dataSource.manager
      .createQueryBuilder(Member, 'member')
      .where('member.workspaceId = :workspaceId', { workspaceId: filter.workspaceId })
      .andWhere('(cast(:reach as uuid[]) is null or member.id = any(:reach))', {
        reach: reachParameter(filter.reach),
      });
    if (filter.beforeId) query.andWhere('member.id < :beforeId', { beforeId: filter.beforeId });
    return query.orderBy('member.id', 'DESC').limit(filter.limit).getMany();
  }

  /**
   * Changes a member. One who becomes inactive loses sessions, keys and open invitations in the same moment.
   * @throws LastAdminError, also when two admins are taken away at the same time
   */
  async update(
    member: Pick<Member, 'id' | 'workspaceId'>,
    change: Partial<Pick<Member, 'name' | 'role' | 'teamId' | 'isActive'>>,
  ): Promise<void> {
    const { id, workspaceId } = member;
    if (Object.keys(change).length === 0) return;
    await this.dataSource.transaction(async (manager) => {
      await manager.query(`select pg_advisory_xact_lock(hashtextextended('admins ' || $1, 0))`, [
        workspaceId,
      ]);
      await manager.update(Member, { id, workspaceId }, change);
      const admins = { workspaceId, role: 'admin' as const, isActive: true };
      if (!(await manager.existsBy(Member, admins))) throw new LastAdminError();
      if (change.isActive === false) await endAccess(manager, id);
    });
  }
}

async function endAccess(manager: EntityManager, memberId: string): Promise<void> {
  await manager.delete(Session, { memberId });
  await manager.delete(ApiKey, { memberId });
  await manager.delete(Invitation, { memberId, acceptedAt: IsNull() });
}
