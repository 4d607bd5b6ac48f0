import { Module } from '@nestjs/common';
import { CallsController } from './calls.controller.js';
import { CallsService } from './calls.service.js';
import { CampaignFiguresController } from './campaign-figures.controller.js';
import { FiguresReach } from './figures-reach.service.js';
import { MembersFiguresController } from './members-figures.controller.js';
import { OverviewController } from './overview.controller.js';
import { RetentionController } from './retention.controller.js';

/** What outreach turns into: one query a route. */
@Module({
  controllers: [
    OverviewController,
    MembersFiguresController,
    CampaignFiguresController,
    RetentionController,
    CallsController,
  ],
  providers: [FiguresReach, CallsService],
})
export class FiguresModule {}
