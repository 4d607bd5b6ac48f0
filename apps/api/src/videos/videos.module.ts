import { Module } from '@nestjs/common';
import { UploadsModule } from '../uploads/uploads.module.js';
import { EditsController } from './edits.controller.js';
import { EditsService } from './edits.service.js';
import { VideoSummaries } from './video-summaries.service.js';
import { VideosController } from './videos.controller.js';
import { VideosService } from './videos.service.js';

/** Step 2 of the flow: what the bytes are for. */
@Module({
  imports: [UploadsModule],
  controllers: [VideosController, EditsController],
  providers: [VideosService, VideoSummaries, EditsService],
})
export class VideosModule {}
