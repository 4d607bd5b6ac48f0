import {
  type CreateVideo,
  type CreatedVideo,
  type FinishVideo,
  type IdParams,
  type UpdateVideo,
  type Video,
  type VideoQuery,
  createVideoSchema,
  createdVideoSchema,
  finishVideoSchema,
  idParamsSchema,
  updateVideoSchema,
  videoListSchema,
  videoQuerySchema,
  videoSchema,
} from '@app/contracts';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { Members } from '../http/policy.decorator.js';
import { PublicAddress } from '../http/public-address.js';
import { Replies } from '../http/replies.decorator.js';
import { VideosService } from './videos.service.js';

const readErrors = ['not-signed-in', 'not-allowed', 'not-found'] as const;
const writeErrors = [...readErrors, 'invalid-request', 'cross-origin'] as const;

/** Videos: what is recorded or uploaded, from the first moment until it is deleted. */
@ApiTags('videos')
@Controller(apiPath('videos'))
export class VideosController {
  constructor(
    private readonly videos: VideosService,
    private readonly address: PublicAddress,
  ) {}

  /** Makes a video. Its link exists from here on; the bytes go to `uploadUrl` by tus. */
  @Post()
  @Members({ scope: 'videos:write' })
  @Replies(201, createdVideoSchema, writeErrors)
  create(
    @CurrentCaller() caller: Caller,
    @Body({ schema: createVideoSchema }) body: CreateVideo,
    @Req() request: FastifyRequest,
  ): Promise<CreatedVideo> {
    return this.videos.create(caller, body, this.address.originOf(request));
  }

  /** The videos within reach, newest first. */
  @Get()
  @Members({ scope: 'videos:read' })
  @Replies(200, videoListSchema, ['not-signed-in', 'not-allowed', 'invalid-request'])
  list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: videoQuerySchema }) query: VideoQuery,
    @Req() request: FastifyRequest,
  ) {
    return this.videos.list(caller, query, this.address.originOf(request));
  }

  /** One video with its state, progress, renditions and views. */
  @Get(':id')
  @Members({ scope: 'videos:read' })
  @Replies(200, videoSchema, readErrors)
  get(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Req() request: FastifyRequest,
  ): Promise<Video> {
    return this.videos.get(caller, id, this.address.originOf(request));
  }

  /** Changes the title. */
  @Patch(':id')
  @Members({ scope: 'videos:write' })
  @Replies(200, videoSchema, writeErrors)
  update(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Body({ schema: updateVideoSchema }) body: UpdateVideo,
    @Req() request: FastifyRequest,
  ): Promise<Video> {
    return this.videos.update(caller, id, body, this.address.originOf(request));
  }

  /** Deletes the video, its links and, soon after, its files. The figures of past views stay. */
  @Delete(':id')
  @Members({ scope: 'videos:write' })
  @Replies(204, null, writeErrors)
  remove(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
  ): Promise<void> {
    return this.videos.remove(caller, id);
  }

  /**
   * Says that the recording is complete: how many runs there are, or one entry for each with size and SHA-256.
   * Answers at once; runs that are still on their way are waited for.
   */
  @Post(':id/finish')
  @Members({ scope: 'videos:write' })
  @Replies(200, videoSchema, [...writeErrors, 'upload-mismatch', 'upload-locked'])
  finish(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Body({ schema: finishVideoSchema }) body: FinishVideo,
    @Req() request: FastifyRequest,
  ): Promise<Video> {
    return this.videos.finish(caller, id, body, this.address.originOf(request));
  }

  /** Processes a failed video again, where `failure.canRetry` says that it may help. */
  @Post(':id/retry')
  @Members({ scope: 'videos:write' })
  @Replies(200, videoSchema, [...writeErrors, 'cannot-retry'])
  retry(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Req() request: FastifyRequest,
  ): Promise<Video> {
    return this.videos.retry(caller, id, this.address.originOf(request));
  }
}
