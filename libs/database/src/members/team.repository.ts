import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newId } from '../new-id.js';
import { Team } from './team.entity.js';

/** Teams of a workspace. */
@Injectable()
export class TeamRepository {
  constructor(private readonly dataSource: DataSource) {}

  findInWorkspace(id: string, workspaceId: string): Promise<Team | null> {
    return this.dataSource.manager.findOneBy(Team, { id, workspaceId });
  }

  /** Newest first. @param onlyId that team alone; @param beforeId the last of the page before */
  list(filter: { workspaceId: string; onlyId?: string; beforeId?: string; limit: number }): Promise<Team[]> {
    const query = this.dataSource.manager
      .createQueryBuilder(Team, 'team')
      .where('team.workspaceId = :workspaceId', { workspaceId: filter.workspaceId });
    if (filter.onlyId) query.andWhere('team.id = :onlyId', { onlyId: filter.onlyId });
    if (filter.beforeId) query.andWhere('team.id < :beforeId', { beforeId: filter.beforeId });
    return query.orderBy('team.id', 'DESC').limit(filter.limit).getMany();
  }

  create(workspaceId: string, name: string): Promise<Team> {
    const { manager } = this.dataSource;
    return manager.save(manager.create(Team, { id: newId(), workspaceId, name }));
  }

  async rename(id: string, name: string): Promise<void> {
    await this.dataSource.manager.update(Team, { id }, { name });
  }

  /** The members of the team stay, without a team. */
  async remove(id: string): Promise<void> {
    await this.dataSource.manager.delete(Team, { id });
  }
}
