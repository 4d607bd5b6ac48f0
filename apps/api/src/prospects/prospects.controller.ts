import {
  type IdParams,
  type ImportReply,
  type Prospect,
  type ProspectQuery,
  type SaveProspect,
  type UpdateProspect,
  idParamsSchema,
  importReplySchema,
  prospectListSchema,
  prospectQuerySchema,
  prospectSchema,
  saveProspectSchema,
  updateProspectSchema,
} from '@app/contracts';
import { Body, Controller, Delete, Get, Header, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { Members } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { ExportProspectsService } from './export-prospects.service.js';
import { ImportProspectsService } from './import-prospects.service.js';
import { ProspectsService } from './prospects.service.js';

const readErrors = ['not-signed-in', 'not-allowed', 'not-found'] as const;
const writeErrors = [
  'not-signed-in',
  'not-allowed',
  'invalid-request',
  'cross-origin',
  'idempotency-conflict',
  'idempotency-in-progress',
] as const;

/** Prospects: people that videos are made for. */
@ApiTags('prospects')
@Controller(apiPath('prospects'))
export class ProspectsController {
  constructor(
    private readonly prospects: ProspectsService,
    private readonly imports: ImportProspectsService,
    private readonly exports: ExportProspectsService,
  ) {}

  /** Adds a prospect, or updates the one with this external id, else with this mail address. */
  @Post()
  @Members({ scope: 'prospects:write' })
  @Replies(201, prospectSchema, [...writeErrors, 'suppressed', 'prospect-taken', 'prospect-exists'])
  save(
    @CurrentCaller() caller: Caller,
    @Body({ schema: saveProspectSchema }) body: SaveProspect,
  ): Promise<Prospect> {
    return this.prospects.save(caller, body);
  }

  /** Adds or updates prospects from CSV, as `text/csv` or as JSON; good rows are kept, bad rows are named. At most 50,000 rows. */
  @Post('import')
  @Members({ scope: 'prospects:write' })
  @ApiConsumes('text/csv', 'application/json')
  @ApiBody({ schema: { type: 'object', properties: { csv: { type: 'string' } }, required: ['csv'] } })
  @Replies(200, importReplySchema, [...writeErrors, 'too-large', 'unsupported-type'])
  import(@CurrentCaller() caller: Caller, @Body() body: unknown): Promise<ImportReply> {
    return this.imports.import(caller, body);
  }

  /** All prospects within reach as CSV, which can be imported again. */
  @Get('export.csv')
  @Members({ scope: 'prospects:read' })
  @ApiProduces('text/csv')
  @Header('Cache-Control', 'no-store')
  @Replies(200, 'text/csv', ['not-signed-in', 'not-allowed'], 'CSV (UTF-8) with a header')
  export(@CurrentCaller() caller: Caller) {
    return this.exports.export(caller);
  }

  /** Prospects within reach, newest first, with the last thing each did. */
  @Get()
  @Members({ scope: 'prospects:read' })
  @Replies(200, prospectListSchema, ['not-signed-in', 'not-allowed', 'invalid-request'])
  list(@CurrentCaller() caller: Caller, @Query({ schema: prospectQuerySchema }) query: ProspectQuery) {
    return this.prospects.list(caller, query);
  }

  /** One prospect. */
  @Get(':id')
  @Members({ scope: 'prospects:read' })
  @Replies(200, prospectSchema, readErrors)
  get(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
  ): Promise<Prospect> {
    return this.prospects.get(caller, id);
  }

  /** Changes what is given; `fields` takes the place of all free fields. */
  @Patch(':id')
  @Members({ scope: 'prospects:write' })
  @Replies(200, prospectSchema, [...writeErrors, 'not-found', 'suppressed', 'prospect-exists'])
  update(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Body({ schema: updateProspectSchema }) body: UpdateProspect,
  ): Promise<Prospect> {
    return this.prospects.update(caller, id, body);
  }

  /** Erases a person for good: the links answer 410, what was tracked becomes anonymous, a re-import is refused. */
  @Delete(':id')
  @Members({ roles: ['manager', 'admin'], scope: 'prospects:write' })
  @Replies(204, null, [...writeErrors, 'not-found'])
  erase(@CurrentCaller() caller: Caller, @Param({ schema: idParamsSchema }) { id }: IdParams): Promise<void> {
    return this.prospects.erase(caller, id);
  }
}
