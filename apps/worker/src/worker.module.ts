import type { Config } from '@app/config';
import { DatabaseModule } from '@app/database';
import { type DynamicModule, Module } from '@nestjs/common';
import { AdaptersModule } from './adapters/adapters.module.js';
import { TranscribeVideoHandler } from './captions/transcribe-video.handler.js';
import { DeleteFilesHandler } from './delete-files/delete-files.handler.js';
import { deliverProviders } from './deliver/deliver.providers.js';
import { DiskRoom } from './disk/disk-room.service.js';
import { Dispatcher } from './dispatch/dispatcher.service.js';
import { RollUpChecker } from './figures/roll-up-checker.service.js';
import { RollUpFolder } from './figures/roll-up-folder.service.js';
import { JobHandlers } from './job-handlers.js';
import { EncodeLiveHandler } from './live/encode-live.handler.js';
import { LiveRenditions } from './live/live-renditions.js';
import { MakePosterHandler } from './poster/make-poster.handler.js';
import { ReclassifyHistoryHandler } from './reclassify/reclassify-history.handler.js';
import { DeliveriesSweep } from './sweep/deliveries.sweep.js';
import { EditsSweep } from './sweep/edits.sweep.js';
import { LiveSweep } from './sweep/live.sweep.js';
import { Sweeper } from './sweep/sweeper.service.js';
import { PiecesSweep } from './sweep/pieces.sweep.js';
import { TrackingSweep } from './sweep/tracking.sweep.js';
import { TidySweep } from './sweep/tidy.sweep.js';
import { UploadsSweep } from './sweep/uploads.sweep.js';
import { WorkSweep } from './sweep/work.sweep.js';
import { LadderSlots } from './transcode/ladder-slots.js';
import { EncodePieceHandler } from './transcode/pieces/encode-piece.handler.js';
import { PieceDesk } from './transcode/pieces/piece-desk.service.js';
import { PieceLadder } from './transcode/pieces/piece-ladder.service.js';
import { PIECE_RULES, pieceRules } from './transcode/pieces/piece-rules.js';
import { RenditionMaker } from './transcode/pieces/rendition-maker.service.js';
import { WorkerPresence } from './worker-presence.service.js';
import { SourceService } from './transcode/source.service.js';
import { TranscodeVideoHandler } from './transcode/transcode-video.handler.js';
import { TranscodeService } from './transcode/transcode.service.js';
import { WholeSource } from './transcode/whole-source.service.js';
import { WorkerService } from './worker.service.js';

/** The worker, in the order of the flow; which job goes to which handler is in {@link JobHandlers}. */
@Module({})
export class WorkerModule {
  /** @param rules of encoding in pieces; tests have shorter ones */
  static with(config: Config, rules = pieceRules): DynamicModule {
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
        { provide: PIECE_RULES, useValue: rules },
        WorkerPresence,
        PieceDesk,
        PieceLadder,
        RenditionMaker,
        EncodePieceHandler,
        TranscodeService,
        TranscodeVideoHandler,
        TranscribeVideoHandler,
        MakePosterHandler,
        DeleteFilesHandler,
        ReclassifyHistoryHandler,
        DiskRoom,
        JobHandlers,
        UploadsSweep,
        WorkSweep,
        EditsSweep,
        LiveSweep,
        PiecesSweep,
        TrackingSweep,
        ...deliverProviders,
        DeliveriesSweep,
        TidySweep,
        Sweeper,
        RollUpFolder,
        RollUpChecker,
        WorkerService,
      ],
    };
  }
}
