import type { Config } from '@app/config';
import { DatabaseModule } from '@app/database';
import { type DynamicModule, Module } from '@nestjs/common';
import { AdaptersModule } from './adapters/adapters.module.js';
import { TranscribeVideoHandler } from './captions/transcribe-video.handler.js';
import { DeleteFilesHandler } from './delete-files/delete-files.handler.js';
import { DiskRoom } from './disk/disk-room.service.js';
import { Dispatcher } from './dispatch/dispatcher.service.js';
import { JobHandlers } from './job-handlers.js';
import { EncodeLiveHandler } from './live/encode-live.handler.js';
import { LiveRenditions } from './live/live-renditions.js';
import { MakePosterHandler } from './poster/make-poster.handler.js';
import { EditsSweep } from './sweep/edits.sweep.js';
import { LiveSweep } from './sweep/live.sweep.js';
import { Sweeper } from './sweep/sweeper.service.js';
import { TidySweep } from './sweep/tidy.sweep.js';
import { UploadsSweep } from './sweep/uploads.sweep.js';
import { WorkSweep } from './sweep/work.sweep.js';
import { LadderSlots } from './transcode/ladder-slots.js';
import { SourceService } from './transcode/source.service.js';
import { TranscodeVideoHandler } from './transcode/transcode-video.handler.js';
import { TranscodeService } from './transcode/transcode.service.js';
import { WholeSource } from './transcode/whole-source.service.js';
import { WorkerService } from './worker.service.js';

/** The worker, in the order of the flow; which job goes to which handler is in {@link JobHandlers}. */
@Module({})
export class WorkerModule {
  static with(config: Config): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        AdaptersModule.with(config),
        DatabaseModule.connect({ databaseUrl: config.databaseUrl, migrate: false, maxConnections: 5 }),
      ],
      providers: [
        Dispatcher,
        EncodeLiveHandler,
        LiveRenditions,
        LadderSlots,
        SourceService,
        WholeSource,
        TranscodeService,
        TranscodeVideoHandler,
        TranscribeVideoHandler,
        MakePosterHandler,
        DeleteFilesHandler,
        DiskRoom,
        JobHandlers,
        UploadsSweep,
        WorkSweep,
        EditsSweep,
        LiveSweep,
        TidySweep,
        Sweeper,
        WorkerService,
      ],
    };
  }
}
