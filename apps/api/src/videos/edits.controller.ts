import {
  type IdParams,
  type SaveEdits,
  type Video,
  idParamsSchema,
  saveEditsSchema,
  videoSchema,
} from '@app/contracts';
import type { Storage } from '@app/storage';
import { Body, Controller, Get, Param, Put, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InjectStorage } from '../adapters/adapters.module.js';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { Members } from '../http/policy.decorator.js';
import { PublicAddress } from '../http/public-address.js';
import { Replies } from '../http/replies.decorator.js';
import { sendStoredFile } from '../http/send-stored-file.js';
import { EditsService } from './edits.service.js';
import { VideosService } from './videos.service.js';

/** Edits of a video after recording. */
@ApiTags('videos')
@Controller(apiPath('videos'))
export class EditsController {
  constructor(
    private readonly edits: EditsService,
    private readonly videos: VideosService,
    private readonly address: PublicAddress,
    @InjectStorage() private readonly storage: Storage,
  ) {}

  /**
   * Replaces the edits: what is kept, the poster's frame, the chapters; all in source milliseconds. The link stays the
   * same, and figures of the past stay true. What is cut is skipped at once; a new rendition without it follows. Nothing
   * is lost: `kept: null` brings the whole source back at any time.
   */
  @Put(':id/edits')
  @Members({ scope: 'videos:write' })
  @Replies(200, videoSchema, [
    'not-signed-in',
    'not-allowed',
    'not-found',
    'invalid-request',
    'cross-origin',
    'video-not-complete',
    'conflict',
  ])
  async save(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Body({ schema: saveEditsSchema }) body: SaveEdits,
    @Req() request: FastifyRequest,
  ): Promise<Video> {
    await this.edits.save(caller, id, body);
    return this.videos.get(caller, id, this.address.originOf(request));
  }

  /** The whole source, cut pieces included, for the member who edits it. `wholeUrl` of the video leads here. */
  @Get(':id/whole.mp4')
  @Members({ scope: 'videos:read' })
  @Replies(
    200,
    'video/mp4',
    ['not-signed-in', 'not-allowed', 'not-found'],
    'Bytes of the whole source; 206 for a range, 304 when unchanged, 416 past the end',
  )
  async whole(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const key = await this.edits.wholeKeyOf(caller, id);
    return sendStoredFile(this.storage, key, request, reply, { cacheControl: 'private, no-cache' });
  }
}
