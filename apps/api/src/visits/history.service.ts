import type { HistoryEntry, PageQuery } from '@app/contracts';
import { ProspectRepository, reachParameter } from '@app/database';
import { type HistoryRow, prospectHistory } from '@app/tracking';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { z } from 'zod';
import type { Caller } from '../http/caller.js';
import { AccessService } from '../members/access.service.js';
import { deletedVideoTitle, namesOf } from './names.query.js';
import { pageByTime, placeOf } from './time-cursor.js';

/** A row's id, or a link's id with what happened to it. */
const entryIdSchema = z.string().regex(/^[0-9a-f-]{36}(-[a-z]+)?$/);

/** A prospect's whole history. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly pool: Pool,
    private readonly prospects: ProspectRepository,
    private readonly access: AccessService,
  ) {}

  /** Newest first, over the prospect's links within reach. @throws not-found, invalid-request for a cursor that is none */
  async list(caller: Caller, prospectId: string, { limit, cursor }: PageQuery) {
    const found = await this.prospects.findInWorkspace(prospectId, caller.workspaceId);
    const { workspaceId } = await this.access.assertWithinReach(caller, found);
    const rows = await prospectHistory(this.pool, {
      workspaceId,
      prospectId,
      memberIds: reachParameter(await this.access.reachOf(caller)),
      limit: limit + 1,
      after: placeOf(cursor, entryIdSchema),
    });
    const { items, nextCursor } = pageByTime(rows, limit, ({ at, id }) => ({ at, id }));
    return { items: await this.withTitles(workspaceId, items), nextCursor };
  }

  private async withTitles(workspaceId: string, rows: readonly HistoryRow[]): Promise<HistoryEntry[]> {
    const videoIds = rows.flatMap((row) => (row.kind === 'added' ? [] : [row.videoId]));
    const { videoTitles } = await namesOf(this.pool, workspaceId, videoIds, []);
    return rows.map((row) =>
      row.kind === 'added' ? row : { ...row, videoTitle: videoTitles.get(row.videoId) ?? deletedVideoTitle },
    );
  }
}
