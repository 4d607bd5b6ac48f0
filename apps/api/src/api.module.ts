import type { Config } from '@app/config';
import { DatabaseModule } from '@app/database';
import { type DynamicModule, Module } from '@nestjs/common';
import { AdaptersModule } from './adapters/adapters.module.js';
import { CaptionsModule } from './captions/captions.module.js';
import { FiguresModule } from './figures/figures.module.js';
import { HealthModule } from './health/health.module.js';
import { HttpModule } from './http/http.module.js';
import { LinksModule } from './links/links.module.js';
import { MembersModule } from './members/members.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { OperatorModule } from './operator/operator.module.js';
import { ProspectsModule } from './prospects/prospects.module.js';
import { StreamModule } from './stream/stream.module.js';
import { UploadsModule } from './uploads/uploads.module.js';
import { VideosModule } from './videos/videos.module.js';
import { TrackingModule } from './visits/tracking.module.js';
import { VisitsModule } from './visits/visits.module.js';
import { WatchModule } from './watch/watch.module.js';
import { WebAppController } from './web-app/web-app.controller.js';

/** The API; its modules stand in the order of the flow. */
@Module({})
export class ApiModule {
  static with(config: Config): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        HttpModule.with(config),
        DatabaseModule.connect({ databaseUrl: config.databaseUrl, migrate: true }),
        AdaptersModule,
        UploadsModule,
        VideosModule,
        CaptionsModule,
        ProspectsModule,
        LinksModule,
        TrackingModule,
        WatchModule,
        VisitsModule,
        FiguresModule,
        StreamModule,
        NotificationsModule,
        MembersModule,
        OperatorModule,
        HealthModule,
      ],
      controllers: [WebAppController],
    };
  }
}
