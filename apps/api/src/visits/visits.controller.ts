import { type OpenVisit, type OpenedVisit, openVisitSchema, openedVisitSchema } from '@app/contracts';
import { Body, Controller, Header, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { apiPath } from '../http/api-path.js';
import { Public } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { Intake } from './intake.decorator.js';
import { VisitsService } from './visits.service.js';

/** Visits: browser sessions on a link, opened by the page's script. */
@ApiTags('visits')
@Controller(apiPath('visits'))
export class VisitsController {
  constructor(private readonly visits: VisitsService) {}

  /**
   * Opens a visit, once the page has been visible for a second, or goes on with the one of the last 30 minutes.
   * Never sets a cookie.
   */
  @Post()
  @Public('a viewer has no account; the slug names the link')
  @Intake(16 * 1024)
  @Header('Cache-Control', 'no-store')
  @Replies(201, openedVisitSchema, [
    'invalid-request',
    'not-found',
    'erased',
    'cross-origin',
    'too-large',
    'too-many-requests',
  ])
  open(
    @Body({ schema: openVisitSchema }) body: OpenVisit,
    @Req() request: FastifyRequest,
  ): Promise<OpenedVisit> {
    return this.visits.open(body, request);
  }
}
