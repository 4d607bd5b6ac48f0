import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newId } from '../new-id.js';
import { ApiKey } from './api-key.entity.js';
import { Member } from './member.entity.js';
import { type Reach, reachParameter } from './reach.js';

/** Keys for programs. */
@Injectable()
export class ApiKeyRepository {
  constructor(private readonly dataSource: DataSource) {}

  create(key: Omit<ApiKey, 'id' | 'lastUsedAt' | 'createdAt'>): Promise<ApiKey> {
    const { manager } = this.dataSource;
    return manager.save(manager.create(ApiKey, { id: newId(), lastUsedAt: null, ...key }));
  }

  findInWorkspace(id: string, workspaceId: string): Promise<ApiKey | null> {
    return this.dataSource.manager.findOneBy(ApiKey, { id, workspaceId });
  }

  /** Newest first. @param reach members whose keys are shown */
  list(filter: { workspaceId: string; reach: Reach; beforeId?: string; limit: number }): Promise<ApiKey[]> {
    const query = this.dataSource.manager
      .createQueryBuilder(ApiKey, 'key')
      .where('key.workspaceId = :workspaceId', { workspaceId: filter.workspaceId })
      .andWhere('(cast(:reach as uuid[]) is null or key.memberId = any(:reach))', {
        reach: reachParameter(filter.reach),
      });
    if (filter.beforeId) query.andWhere('key.id < :beforeId', { beforeId: filter.beforeId });
    return query.orderBy('key.id', 'DESC').limit(filter.limit).getMany();
  }

  /** The key ends at once. */
  async remove(id: string): Promise<void> {
    await this.dataSource.manager.delete(ApiKey, { id });
  }

  /** The live key with this hash and its active member, or null. Its last use is noted to the minute. */
  async findCaller(keyHash: Buffer, now: Date): Promise<{ key: ApiKey; member: Member } | null> {
    const key = await this.dataSource.manager.findOneBy(ApiKey, { keyHash });
    if (!key || (key.expiresAt && key.expiresAt <= now)) return null;
    const member = await this.dataSource.manager.findOneBy(Member, { id: key.memberId, isActive: true });
    if (!member) return null;
    if (!key.lastUsedAt || now.getTime() - key.lastUsedAt.getTime() > 60_000)
      await this.dataSource.manager.update(ApiKey, { id: key.id }, { lastUsedAt: now });
    return { key, member };
  }
}
