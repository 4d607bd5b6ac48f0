import type { Pool } from 'pg';
import {
  type DataSource,
  type EntityMetadata,
  type EntityTarget,
  type ObjectLiteral,
  QueryFailedError,
} from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { Member } from '../members/member.entity.js';
import { Workspace } from '../members/workspace.entity.js';
import { Prospect } from '../prospects/prospect.entity.js';
import { Video } from '../videos/video.entity.js';
import { Campaign } from './campaign.entity.js';
import { Link } from './link.entity.js';
import { resolvePage, type WatchLink } from './watch-link.js';

/** Tables in the order of the joins, each under its own letter. */
const joins = [
  [Link, 'l', 'from %t l'],
  [Video, 'v', 'join %t v on v.id = l.video_id'],
  [Member, 'm', 'join %t m on m.id = l.member_id'],
  [Workspace, 'w', 'join %t w on w.id = l.workspace_id'],
  [Prospect, 'p', 'left join %t p on p.id = l.prospect_id'],
  [Campaign, 'c', 'left join %t c on c.id = l.campaign_id'],
] as const satisfies readonly (readonly [EntityTarget<ObjectLiteral>, string, string])[];

/**
 * Finds links with everything their pages need. Every look at a link begins with it, and planning six joins takes the
 * database many times as long as running them: the statement is prepared once for each connection.
 */
export class WatchLinkQuery {
  private readonly tables: readonly EntityMetadata[];
  private readonly sql: string;

  /** @param dataSource connected */
  constructor(private readonly dataSource: DataSource) {
    this.tables = joins.map(([entity]) => dataSource.getMetadata(entity));
    const columns = this.tables.flatMap((table, index) =>
      table.columns.map(({ databaseName }) => `${joins[index]?.[1]}."${databaseName}"`),
    );
    const sources = this.tables.map((table, index) =>
      joins[index]?.[2].replace('%t', `"${table.tableName}"`),
    );
    this.sql = `select ${columns.join(', ')} ${sources.join(' ')} where l.slug = $1`;
  }

  /** @returns null when there is no such slug */
  async find(slug: string): Promise<WatchLink | null> {
    const pool = (this.dataSource.driver as PostgresDriver).master as Pool;
    const query = { name: 'watch-link', text: this.sql, values: [slug], rowMode: 'array' as const };
    const { rows } = await pool.query<unknown[]>(query).catch((error: Error) => {
      throw new QueryFailedError(this.sql, [slug], error);
    });
    const [row] = rows;
    return row ? this.toWatchLink(row) : null;
  }

  private toWatchLink(row: readonly unknown[]): WatchLink {
    let at = 0;
    const [link, video, member, workspace, prospect, campaign] = this.tables.map((table) =>
      this.toEntity(table, row.slice(at, (at += table.columns.length))),
    ) as [Link, Video, Member, Workspace, Prospect | null, Campaign | null];
    const page = resolvePage({ page: link.page, campaign });
    return { link, video, member, workspace, prospect, campaign, page };
  }

  /** @returns null for a row that an outer join did not find: every row has an id */
  private toEntity(table: EntityMetadata, values: readonly unknown[]): ObjectLiteral | null {
    if (table.columns.some(({ isPrimary }, index) => isPrimary && values[index] === null)) return null;
    const entity = table.create();
    table.columns.forEach((column, index) =>
      column.setEntityValue(entity, this.dataSource.driver.prepareHydratedValue(values[index], column)),
    );
    return entity;
  }
}
