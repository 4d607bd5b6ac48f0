import { Module } from '@nestjs/common';
import { CampaignsController } from './campaigns.controller.js';
import { CampaignsService } from './campaigns.service.js';
import { ExportCampaignService } from './export-campaign.service.js';
import { LinksController } from './links.controller.js';
import { LinksService } from './links.service.js';

/** Tracked addresses of videos, one by one and by campaign. */
@Module({
  controllers: [LinksController, CampaignsController],
  providers: [LinksService, CampaignsService, ExportCampaignService],
})
export class LinksModule {}
