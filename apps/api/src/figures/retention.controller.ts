import {
  type IdParams,
  type RetentionQuery,
  idParamsSchema,
  retentionQuerySchema,
  retentionSchema,
} from '@app/contracts';
import { VideoRepository } from '@app/database';
import { videoRetention } from '@app/tracking';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { Members } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { AccessService } from '../members/access.service.js';
import { RollUps } from '../visits/roll-ups.service.js';
import { periodOf } from './period.js';

/** What of a video is watched. */
@ApiTags('figures')
@Controller(apiPath('figures/videos'))
export class RetentionController {
  constructor(
    private readonly pool: Pool,
    private readonly videos: VideoRepository,
    private readonly access: AccessService,
    private readonly rollUps: RollUps,
  ) {}

  /** Retention curve and heat map over the views of a video: all of them, or those of a period. */
  @Get(':id/retention')
  @Members({ scope: 'figures:read' })
  @Replies(200, retentionSchema, ['not-signed-in', 'not-allowed', 'not-found', 'invalid-request'])
  async get(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Query({ schema: retentionQuerySchema }) { buckets, from, to }: RetentionQuery,
  ) {
    const video = await this.access.assertWithinReach(caller, await this.videos.find(id));
    const { workspaceId, sourceDurationMs: sourceMs, kept } = video;
    const timeZone = await this.rollUps.catchUp(workspaceId);
    const period = from || to ? periodOf({ from, to }, Date.now(), timeZone) : undefined;
    return videoRetention(this.pool, {
      workspaceId,
      videoId: id,
      timeZone,
      bucketCount: buckets,
      sourceMs,
      kept,
      period,
    });
  }
}
