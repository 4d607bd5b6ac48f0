import { Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError } from 'typeorm';
import { type Reach, reachParameter } from '../members/reach.js';
import { eraseProspectRows } from './erase-prospect.sql.js';
import { lockProspects } from './prospect-lock.js';
import { type ProspectFilter, type ProspectOverview, listProspects } from './prospect-overview.query.js';
import { Prospect } from './prospect.entity.js';
import { type ProspectToSave, type SavedProspect, saveProspects } from './save-prospects.js';
import { Suppression } from './suppression.entity.js';

/** Another prospect of the workspace has the mail address or external id. */
export class ProspectExistsError extends Error {}

/** Prospects: people that videos are made for. */
@Injectable()
export class ProspectRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** A prospect of the workspace, or null. */
  findInWorkspace(id: string, workspaceId: string): Promise<Prospect | null> {
    return this.dataSource.manager.findOneBy(Prospect, { id, workspaceId });
  }

  /** Of these ids, those of prospects within reach. */
  async findIdsWithinReach(ids: readonly string[], workspaceId: string, reach: Reach): Promise<Set<string>> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `select id from prospects where id = any($1) and workspace_id = $2
         and (cast($3 as uuid[]) is null or member_id = any($3))`,
      [ids, workspaceId, reachParameter(reach)],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Prospects as lists show them, newest first: with links and the last thing they did, in one query. */
  list(filter: ProspectFilter): Promise<ProspectOverview[]> {
    return listProspects(this.dataSource, filter);
  }

  /** Names of all free fields of the prospects within reach, sorted; at most 200. */
  async findFieldNames(workspaceId: string, reach: Reach): Promise<string[]> {
    const rows = await this.dataSource.query<{ name: string }[]>(
      `select distinct jsonb_object_keys(fields) as name from prospects
        where workspace_id = $1 and (cast($2 as uuid[]) is null or member_id = any($2)) order by name limit 200`,
      [workspaceId, reachParameter(reach)],
    );
    return rows.map(({ name }) => name);
  }

  /**
   * Adds or updates prospects: each by its external id, else by its mail address; in order, so a later row wins.
   * @returns one outcome for each row, in the same order
   */
  save(
    owner: { workspaceId: string; memberId: string; reach: Reach },
    rows: readonly ProspectToSave[],
  ): Promise<SavedProspect[]> {
    return this.dataSource.transaction(async (manager) => {
      await lockProspects(manager, owner.workspaceId);
      return saveProspects(manager, owner, rows);
    });
  }

  /** Changes the given fields of a prospect. @throws ProspectExistsError */
  async update(
    { id, workspaceId }: Pick<Prospect, 'id' | 'workspaceId'>,
    change: Partial<Omit<Prospect, 'id' | 'workspaceId'>>,
  ): Promise<void> {
    await this.dataSource
      .transaction(async (manager) => {
        await lockProspects(manager, workspaceId);
        await manager.update(Prospect, { id, workspaceId }, change);
      })
      .catch(rethrowExists);
  }

  /** Whether a person with this hash was erased from the workspace. */
  isSuppressed(workspaceId: string, emailHash: Buffer): Promise<boolean> {
    return this.dataSource.manager.existsBy(Suppression, { workspaceId, emailHash });
  }

  /**
   * Forgets a person (4-tracking, "Privacy"): links answer 410, what was tracked keeps no trace of who it was, and only a
   * hash of the address stays.
   */
  async erase({ id, workspaceId }: Prospect, emailHash: Buffer): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await lockProspects(manager, workspaceId);
      await eraseProspectRows(manager, { id, workspaceId, emailHash });
    });
  }
}

function rethrowExists(error: unknown): never {
  const constraint =
    error instanceof QueryFailedError ? (error.driverError as { constraint?: string }).constraint : undefined;
  if (constraint === 'prospects_email_key' || constraint === 'prospects_external_id_key')
    throw new ProspectExistsError();
  throw error;
}
