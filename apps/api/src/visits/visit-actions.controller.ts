import {
  type IdParams,
  type RecordClick,
  type RecordConsent,
  type RecordReaction,
  type RecordReply,
  idParamsSchema,
  recordClickSchema,
  recordConsentSchema,
  recordReactionSchema,
  recordReplySchema,
  recordedActionSchema,
} from '@app/contracts';
import { Body, Controller, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { apiPath } from '../http/api-path.js';
import { Public } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { Intake } from './intake.decorator.js';
import { VisitActionsService } from './visit-actions.service.js';

const noAccount = 'a viewer has no account; the token names the visit';
/** A reply of 4,000 characters fits, however they are escaped. */
const maxBytes = 64 * 1024;
const errors = [
  'invalid-request',
  'bad-token',
  'not-found',
  'erased',
  'cross-origin',
  'too-large',
  'too-many-requests',
] as const;

/** What a viewer does beside watching. */
@ApiTags('visits')
@Controller(apiPath('visits/:id'))
export class VisitActionsController {
  constructor(private readonly actions: VisitActionsService) {}

  /** A call to action of the page was pressed. */
  @Post('clicks')
  @Public(noAccount)
  @Intake(maxBytes)
  @Replies(201, recordedActionSchema, errors)
  click(
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Body({ schema: recordClickSchema }) body: RecordClick,
  ) {
    return this.actions.click(id, body);
  }

  /** The viewer wrote something to the sender. */
  @Post('replies')
  @Public(noAccount)
  @Intake(maxBytes)
  @Replies(201, recordedActionSchema, errors)
  reply(
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Body({ schema: recordReplySchema }) body: RecordReply,
  ) {
    return this.actions.reply(id, body);
  }

  /** The viewer reacted with an emoji. */
  @Post('reactions')
  @Public(noAccount)
  @Intake(maxBytes)
  @Replies(201, recordedActionSchema, errors)
  react(
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Body({ schema: recordReactionSchema }) body: RecordReaction,
  ) {
    return this.actions.react(id, body);
  }

  /** The viewer answered the privacy question: the visit is joined to the prospect, or not any more. */
  @Post('consent')
  @Public(noAccount)
  @Intake(maxBytes)
  @Replies(204, null, errors)
  consent(
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Body({ schema: recordConsentSchema }) body: RecordConsent,
    @Req() request: FastifyRequest,
  ) {
    return this.actions.consent(id, body, request);
  }
}
