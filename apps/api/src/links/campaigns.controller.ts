import {
  type Campaign,
  type CreateCampaign,
  type IdParams,
  type PageQuery,
  type UpdateCampaign,
  campaignListSchema,
  campaignSchema,
  createCampaignSchema,
  idParamsSchema,
  pageQuerySchema,
  updateCampaignSchema,
} from '@app/contracts';
import { Body, Controller, Get, Header, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { Origin } from '../http/origin.decorator.js';
import { Members } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { CampaignsService } from './campaigns.service.js';
import { ExportCampaignService } from './export-campaign.service.js';

const readErrors = ['not-signed-in', 'not-allowed', 'not-found'] as const;
const writeErrors = [
  ...readErrors,
  'invalid-request',
  'cross-origin',
  'idempotency-conflict',
  'idempotency-in-progress',
] as const;

/** Campaigns: one video, many prospects, one page; every prospect gets a personal link. */
@ApiTags('campaigns')
@Controller(apiPath('campaigns'))
export class CampaignsController {
  constructor(
    private readonly campaigns: CampaignsService,
    private readonly exports: ExportCampaignService,
  ) {}

  /** Makes a campaign with a personal link for every prospect. */
  @Post()
  @Members({ scope: 'links:write' })
  @Replies(201, campaignSchema, writeErrors)
  create(
    @CurrentCaller() caller: Caller,
    @Body({ schema: createCampaignSchema }) body: CreateCampaign,
  ): Promise<Campaign> {
    return this.campaigns.create(caller, body);
  }

  /** Campaigns within reach, newest first. */
  @Get()
  @Members({ scope: 'links:read' })
  @Replies(200, campaignListSchema, ['not-signed-in', 'not-allowed', 'invalid-request'])
  list(@CurrentCaller() caller: Caller, @Query({ schema: pageQuerySchema }) query: PageQuery) {
    return this.campaigns.list(caller, query);
  }

  /** One campaign with the counts of its links. */
  @Get(':id')
  @Members({ scope: 'links:read' })
  @Replies(200, campaignSchema, readErrors)
  get(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
  ): Promise<Campaign> {
    return this.campaigns.get(caller, id);
  }

  /** Changes name, page or end, pauses it or goes on, or adds prospects; those who have a link keep it. */
  @Patch(':id')
  @Members({ scope: 'links:write' })
  @Replies(200, campaignSchema, writeErrors)
  update(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Body({ schema: updateCampaignSchema }) body: UpdateCampaign,
  ): Promise<Campaign> {
    return this.campaigns.update(caller, id, body);
  }

  /** Every link that opens, or will when the campaign goes on, with its prospect as CSV, to merge in a mailer. */
  @Get(':id/links.csv')
  @Members({ scope: 'links:read' })
  @ApiProduces('text/csv')
  @Header('Cache-Control', 'no-store')
  @Replies(200, 'text/csv', readErrors, 'CSV (UTF-8) with a header')
  export(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Origin() origin: string,
  ) {
    return this.exports.export(caller, id, origin);
  }
}
