import {
  type FiguresQuery,
  type MemberFigures,
  figuresQuerySchema,
  memberFiguresListSchema,
} from '@app/contracts';
import { memberLeaderboard } from '@app/tracking';
import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { csvDownload } from '../http/csv-download.js';
import { Members } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { FiguresReach } from './figures-reach.service.js';

const errors = ['not-signed-in', 'not-allowed', 'not-found', 'invalid-request'] as const;

/** Columns of the download, in order. */
const columns = [
  'name',
  'sent',
  'opened',
  'viewed',
  'half',
  'clicked',
  'replied',
  'views',
  'averageWatchedShare',
  'memberId',
  'teamId',
] as const satisfies readonly (keyof MemberFigures)[];

/** Figures of each member. */
@ApiTags('figures')
@Controller(apiPath('figures'))
export class MembersFiguresController {
  constructor(
    private readonly pool: Pool,
    private readonly reach: FiguresReach,
  ) {}

  /** What each member within reach sent in the period, and what became of it; most views first. */
  @Get('members')
  @Members({ scope: 'figures:read' })
  @Replies(200, memberFiguresListSchema, errors)
  async get(@CurrentCaller() caller: Caller, @Query({ schema: figuresQuerySchema }) query: FiguresQuery) {
    return { items: await memberLeaderboard(this.pool, await this.reach.scopeOf(caller, query)) };
  }

  /** The same as CSV. */
  @Get('members.csv')
  @Members({ scope: 'figures:read' })
  @ApiProduces('text/csv')
  @Header('Cache-Control', 'no-store')
  @Replies(200, 'text/csv', errors, 'CSV (UTF-8) with a header')
  async download(
    @CurrentCaller() caller: Caller,
    @Query({ schema: figuresQuerySchema }) query: FiguresQuery,
  ) {
    const members = await memberLeaderboard(this.pool, await this.reach.scopeOf(caller, query));
    return csvDownload('members.csv', columns, rowsOf(members));
  }
}

async function* rowsOf(members: readonly MemberFigures[]): AsyncGenerator<string[]> {
  for (const member of members) yield columns.map((column) => String(member[column] ?? ''));
}
