import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { Members } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { StreamHub } from './stream-hub.service.js';

/** The live stream. */
@ApiTags('stream')
@Controller(apiPath('stream'))
export class StreamController {
  constructor(private readonly hub: StreamHub) {}

  /**
   * Server-sent events about the links and videos within reach: `visit.started`, `view.counted`, `milestone.reached`,
   * `action.clicked`, `reply.received` (reactions too), `booking.made` and `video.state`. A browser that reconnects gets what it missed, up to 500 events.
   */
  @Get()
  @Members()
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Id of the last event that arrived' })
  @ApiQuery({ name: 'lastEventId', required: false, description: 'The same, where headers cannot be set' })
  @Replies(
    200,
    'text/event-stream',
    ['not-signed-in', 'not-allowed', 'too-many-requests', 'not-ready'],
    'The stream',
  )
  open(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Headers('last-event-id') header?: string,
    @Query('lastEventId') query?: string,
  ): Promise<void> {
    return this.hub.open(request, reply, caller, seqOf(header ?? query));
  }
}

/** What is no id of ours is as good as none. */
const seqOf = (id: unknown) => (typeof id === 'string' && /^\d{1,15}$/.test(id) ? Number(id) : undefined);
