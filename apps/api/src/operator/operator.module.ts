import { Module } from '@nestjs/common';
import { UploadsModule } from '../uploads/uploads.module.js';
import { OperatorController } from './operator.controller.js';
import { OperatorService } from './operator.service.js';
import { QueueDepths } from './queue-depths.service.js';

/** How the work behind the videos stands. */
@Module({
  imports: [UploadsModule],
  controllers: [OperatorController],
  providers: [OperatorService, QueueDepths],
  exports: [QueueDepths],
})
export class OperatorModule {}
