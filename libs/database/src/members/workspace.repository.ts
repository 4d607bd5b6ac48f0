import type { ViewRule } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Workspace } from './workspace.entity.js';

/** Settings of workspaces. */
@Injectable()
export class WorkspaceRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws when there is none */
  get(id: string): Promise<Workspace> {
    return this.dataSource.manager.findOneByOrFail(Workspace, { id });
  }

  /**
   * Days are counted in this zone from now on.
   * @param timeZone IANA name
   * @returns false when PostgreSQL, which counts the days, does not know the zone; nothing has changed then
   */
  async setTimeZone(id: string, timeZone: string): Promise<boolean> {
    const [, changed] = await this.dataSource.query<[unknown, number]>(
      `update workspaces set time_zone = $2 where id = $1 and exists (select 1 from pg_timezone_names where name = $2)`,
      [id, timeZone],
    );
    return changed > 0;
  }

  /** Views are decided by this rule from now on. @param viewRule null: the usual one */
  async setViewRule(id: string, viewRule: ViewRule | null): Promise<void> {
    await this.dataSource.manager.update(Workspace, { id }, { viewRule });
  }
}
