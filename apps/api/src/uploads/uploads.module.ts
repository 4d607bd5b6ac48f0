import { Module } from '@nestjs/common';
import { FreeSpace } from './free-space.js';
import { UploadLocks } from './upload-locks.js';
import { UploadsController } from './uploads.controller.js';
import { UploadsService } from './uploads.service.js';

/** Step 1 of the flow: bytes come in. */
@Module({
  controllers: [UploadsController],
  providers: [FreeSpace, UploadLocks, UploadsService],
  exports: [FreeSpace, UploadsService],
})
export class UploadsModule {}
