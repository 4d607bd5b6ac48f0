import { type OverviewQuery, overviewQuerySchema, overviewSchema } from '@app/contracts';
import { overview } from '@app/tracking';
import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { csvDownload } from '../http/csv-download.js';
import { Members } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { FiguresReach } from './figures-reach.service.js';
import { overviewColumns, overviewRows } from './overview.csv.js';

const errors = ['not-signed-in', 'not-allowed', 'not-found', 'invalid-request'] as const;

/** Figures at a glance. */
@ApiTags('figures')
@Controller(apiPath('figures'))
export class OverviewController {
  constructor(
    private readonly pool: Pool,
    private readonly reach: FiguresReach,
  ) {}

  /**
   * Funnel of the links sent in the period (or, by date of event, of the people who did something in it), views in it and in
   * the one before, and both by day of the workspace's time zone.
   */
  @Get('overview')
  @Members({ scope: 'figures:read' })
  @Replies(200, overviewSchema, errors)
  async get(@CurrentCaller() caller: Caller, @Query({ schema: overviewQuerySchema }) query: OverviewQuery) {
    return overview(this.pool, await this.reach.scopeOf(caller, query), query.by);
  }

  /** The same as CSV. */
  @Get('overview.csv')
  @Members({ scope: 'figures:read' })
  @ApiProduces('text/csv')
  @Header('Cache-Control', 'no-store')
  @Replies(200, 'text/csv', errors, 'CSV (UTF-8) with a header')
  async download(
    @CurrentCaller() caller: Caller,
    @Query({ schema: overviewQuerySchema }) query: OverviewQuery,
  ) {
    const figures = await overview(this.pool, await this.reach.scopeOf(caller, query), query.by);
    return csvDownload('overview.csv', overviewColumns, overviewRows(figures));
  }
}
