import { AppError, type CreateTeam, type PageQuery, type Team as TeamReply } from '@app/contracts';
import { type Team, TeamRepository } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../http/caller.js';
import { idOfCursor, pageOf } from '../http/paging.js';

/** Teams: everybody sees their own, an admin sees and changes all. */
@Injectable()
export class TeamsService {
  constructor(private readonly teams: TeamRepository) {}

  /** Newest first. @throws invalid-request for a cursor that is none */
  async list({ role, teamId, workspaceId }: Caller, { limit, cursor }: PageQuery) {
    if (role !== 'admin' && !teamId) return { items: [], nextCursor: null };
    const onlyId = role === 'admin' ? undefined : (teamId ?? undefined);
    const filter = { workspaceId, onlyId, beforeId: idOfCursor(cursor), limit: limit + 1 };
    const { shown, nextCursor } = pageOf(await this.teams.list(filter), limit);
    return { items: shown.map(presentTeam), nextCursor };
  }

  async create(caller: Caller, { name }: CreateTeam): Promise<TeamReply> {
    return presentTeam(await this.teams.create(caller.workspaceId, name));
  }

  /** @throws not-found */
  async rename(caller: Caller, id: string, { name }: CreateTeam): Promise<TeamReply> {
    const team = await this.find(caller, id);
    await this.teams.rename(id, name);
    return presentTeam({ ...team, name });
  }

  /** Its members stay, without a team. @throws not-found */
  async remove(caller: Caller, id: string): Promise<void> {
    await this.find(caller, id);
    await this.teams.remove(id);
  }

  /** A team of the caller's workspace. @throws not-found */
  async find(caller: Caller, id: string): Promise<Team> {
    const team = await this.teams.findInWorkspace(id, caller.workspaceId);
    if (!team) throw new AppError('not-found');
    return team;
  }
}

const presentTeam = ({ id, name, createdAt }: Team): TeamReply => ({
  id,
  name,
  createdAt: createdAt.toISOString(),
});
