import {
  AppError,
  type CampaignFigures,
  type IdParams,
  type PeriodQuery,
  campaignFiguresSchema,
  idParamsSchema,
  periodQuerySchema,
} from '@app/contracts';
import { CampaignRepository } from '@app/database';
import { campaignFigures } from '@app/tracking';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { Members } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { AccessService } from '../members/access.service.js';
import { RollUps } from '../visits/roll-ups.service.js';
import { periodOf } from './period.js';

/** Figures of a campaign. */
@ApiTags('figures')
@Controller(apiPath('figures/campaigns'))
export class CampaignFiguresController {
  constructor(
    private readonly pool: Pool,
    private readonly campaigns: CampaignRepository,
    private readonly access: AccessService,
    private readonly rollUps: RollUps,
  ) {}

  /** The campaign's links and the funnel of those that were sent in the period; over its whole life without one. */
  @Get(':id')
  @Members({ scope: 'figures:read' })
  @Replies(200, campaignFiguresSchema, ['not-signed-in', 'not-allowed', 'not-found', 'invalid-request'])
  async get(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Query({ schema: periodQuerySchema }) { from, to }: PeriodQuery,
  ): Promise<CampaignFigures> {
    const campaign = await this.campaigns.findInWorkspace(id, caller.workspaceId);
    const { workspaceId } = await this.access.assertWithinReach(caller, campaign);
    const timeZone = await this.rollUps.catchUp(workspaceId);
    const figures = await campaignFigures(
      this.pool,
      workspaceId,
      id,
      from || to ? { ...periodOf({ from, to }, Date.now(), timeZone), timeZone } : null,
    );
    if (!figures) throw new AppError('not-found');
    return figures;
  }
}
