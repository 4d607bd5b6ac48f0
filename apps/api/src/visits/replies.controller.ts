import { type PageQuery, pageQuerySchema, replyListSchema } from '@app/contracts';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { Members } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { RepliesService } from './replies.service.js';

/** What prospects said, for the inbox. */
@ApiTags('visits')
@Controller(apiPath('replies'))
export class RepliesController {
  constructor(private readonly replies: RepliesService) {}

  /** Replies and reactions on links within reach, newest first. */
  @Get()
  @Members({ scope: 'links:read' })
  @Replies(200, replyListSchema, ['not-signed-in', 'not-allowed', 'invalid-request'])
  list(@CurrentCaller() caller: Caller, @Query({ schema: pageQuerySchema }) query: PageQuery) {
    return this.replies.list(caller, query);
  }
}
