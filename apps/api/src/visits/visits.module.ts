import { Module } from '@nestjs/common';
import { BeaconsController } from './beacons.controller.js';
import { BeaconsService } from './beacons.service.js';
import { HistoryService } from './history.service.js';
import { IntakeGuard } from './intake-guard.js';
import { LedgerController } from './ledger.controller.js';
import { LedgerService } from './ledger.service.js';
import { ReclassificationsController } from './reclassifications.controller.js';
import { ReclassificationsService } from './reclassifications.service.js';
import { RepliesController } from './replies.controller.js';
import { RepliesService } from './replies.service.js';
import { WatchModule } from '../watch/watch.module.js';
import { TrackingModule } from './tracking.module.js';
import { VisitActionsController } from './visit-actions.controller.js';
import { VisitActionsService } from './visit-actions.service.js';
import { VisitsController } from './visits.controller.js';
import { VisitsService } from './visits.service.js';

/** Who looks at a link, what they play and do there, and how members read of it. */
@Module({
  imports: [TrackingModule, WatchModule],
  controllers: [
    VisitsController,
    BeaconsController,
    VisitActionsController,
    LedgerController,
    RepliesController,
    ReclassificationsController,
  ],
  providers: [
    IntakeGuard,
    VisitsService,
    BeaconsService,
    VisitActionsService,
    LedgerService,
    HistoryService,
    RepliesService,
    ReclassificationsService,
  ],
})
export class VisitsModule {}
