import { Module } from '@nestjs/common';
import { CaptionsController } from './captions.controller.js';
import { CaptionsService } from './captions.service.js';
import { TranscriptionsController } from './transcriptions.controller.js';
import { TranscriptionsService } from './transcriptions.service.js';

/** What is said in a video: uploaded, edited, downloaded, and made from its sound. */
@Module({
  controllers: [CaptionsController, TranscriptionsController],
  providers: [CaptionsService, TranscriptionsService],
})
export class CaptionsModule {}
