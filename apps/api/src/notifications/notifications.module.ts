import { Module } from '@nestjs/common';
import { WatchAssetFiles } from '../watch/watch-assets.js';
import { NotificationSettingsController } from './notification-settings.controller.js';
import { NotificationSettingsService } from './notification-settings.service.js';
import { UnsubscribeController } from './unsubscribe.controller.js';
import { UnsubscribeService } from './unsubscribe.service.js';

/** What members are told of their prospects, and how. */
@Module({
  controllers: [NotificationSettingsController, UnsubscribeController],
  providers: [NotificationSettingsService, UnsubscribeService, WatchAssetFiles],
})
export class NotificationsModule {}
