import { type CallsQuery, callsQuerySchema, prospectToCallListSchema } from '@app/contracts';
import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { Members } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { CallsService } from './calls.service.js';

const errors = ['not-signed-in', 'not-allowed', 'not-found', 'invalid-request'] as const;

/** Who to call now. */
@ApiTags('figures')
@Controller(apiPath('figures'))
export class CallsController {
  constructor(private readonly calls: CallsService) {}

  /** Prospects in the order in which to call them: each with a score that halves every three days, and its because. */
  @Get('calls')
  @Members({ scope: 'figures:read' })
  @Replies(200, prospectToCallListSchema, errors)
  list(@CurrentCaller() caller: Caller, @Query({ schema: callsQuerySchema }) query: CallsQuery) {
    return this.calls.list(caller, query);
  }

  /** The same as CSV: the 5,000 warmest. */
  @Get('calls.csv')
  @Members({ scope: 'figures:read' })
  @ApiProduces('text/csv')
  @Header('Cache-Control', 'no-store')
  @Replies(200, 'text/csv', errors, 'CSV (UTF-8) with a header')
  download(@CurrentCaller() caller: Caller, @Query({ schema: callsQuerySchema }) query: CallsQuery) {
    return this.calls.download(caller, query);
  }
}
