import {
  type IdParams,
  type MarkInternal,
  type PageQuery,
  historySchema,
  idParamsSchema,
  markInternalSchema,
  pageQuerySchema,
  visitListSchema,
} from '@app/contracts';
import { Body, Controller, Get, Header, Param, Post, Query } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { Members } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { HistoryService } from './history.service.js';
import { LedgerService } from './ledger.service.js';

const readErrors = ['not-signed-in', 'not-allowed', 'not-found'] as const;

/** The graded ledger, as members read it. */
@ApiTags('visits')
@Controller(apiPath(''))
export class LedgerController {
  constructor(
    private readonly ledger: LedgerService,
    private readonly history: HistoryService,
  ) {}

  /** Every visit and hit of a link, newest first, with its class, the reasons, and whether it counts. */
  @Get('links/:id/visits')
  @Members({ scope: 'links:read' })
  @Replies(200, visitListSchema, [...readErrors, 'invalid-request'])
  list(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Query({ schema: pageQuerySchema }) query: PageQuery,
  ) {
    return this.ledger.list(caller, id, query);
  }

  /** The whole ledger of a link as CSV. */
  @Get('links/:id/visits.csv')
  @Members({ scope: 'links:read' })
  @ApiProduces('text/csv')
  @Header('Cache-Control', 'no-store')
  @Replies(200, 'text/csv', readErrors, 'CSV (UTF-8) with a header')
  download(@CurrentCaller() caller: Caller, @Param({ schema: idParamsSchema }) { id }: IdParams) {
    return this.ledger.download(caller, id);
  }

  /** A prospect's whole history, newest first: links, every visit and hit, counted or not and why, and what was done. */
  @Get('prospects/:id/history')
  @Members({ scope: 'links:read' })
  @Replies(200, historySchema, [...readErrors, 'invalid-request'])
  whole(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Query({ schema: pageQuerySchema }) query: PageQuery,
  ) {
    return this.history.list(caller, id, query);
  }

  /** "That was me": the visit counts no more. `isInternal: false` takes it back. */
  @Post('visits/:id/mark-internal')
  @Members({ scope: 'links:write' })
  @Replies(204, null, [...readErrors, 'invalid-request', 'cross-origin'])
  markInternal(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Body({ schema: markInternalSchema }) { isInternal }: MarkInternal,
  ) {
    return this.ledger.markInternal(caller, id, isInternal);
  }
}
