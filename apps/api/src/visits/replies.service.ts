import type { PageQuery, Reply } from '@app/contracts';
import { reachParameter } from '@app/database';
import { type RecentAction, recentActions } from '@app/tracking';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { Caller } from '../http/caller.js';
import { AccessService } from '../members/access.service.js';
import { type Names, deletedVideoTitle, namesOf } from './names.query.js';
import { pageByTime, placeOf } from './time-cursor.js';

/** The inbox: what prospects said. */
@Injectable()
export class RepliesService {
  constructor(
    private readonly pool: Pool,
    private readonly access: AccessService,
  ) {}

  /** Replies and reactions on links within reach, newest first. @throws invalid-request for a cursor that is none */
  async list(caller: Caller, { limit, cursor }: PageQuery) {
    const { workspaceId } = caller;
    const rows = await recentActions(this.pool, {
      workspaceId,
      kinds: ['reply', 'reaction'],
      memberIds: reachParameter(await this.access.reachOf(caller)),
      limit: limit + 1,
      after: placeOf(cursor),
    });
    const { items, nextCursor } = pageByTime(rows, limit, (row) => row);
    const names = await namesOf(
      this.pool,
      workspaceId,
      items.map(({ videoId }) => videoId),
      items.map(({ prospectId }) => prospectId),
    );
    return { items: items.map((action) => presentReply(action, names)), nextCursor };
  }
}

function presentReply(action: RecentAction, { videoTitles, prospectNames, prospectEmails }: Names): Reply {
  const { id, atMs, at, linkId, videoId, prospectId, visitId } = action;
  return {
    id,
    type: action.type === 'reaction' ? 'reaction' : 'reply',
    // What an erased person wrote is gone.
    text: action.text ?? '',
    from: action.label ?? (prospectId && prospectNames.get(prospectId)) ?? null,
    email: (prospectId && prospectEmails.get(prospectId)) ?? null,
    atMs,
    at,
    linkId,
    videoId,
    videoTitle: videoTitles.get(videoId) ?? deletedVideoTitle,
    prospectId,
    visitId,
  };
}
