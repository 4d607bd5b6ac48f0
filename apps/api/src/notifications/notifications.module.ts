import { Module } from '@nestjs/common';
import { WatchAssetFiles } from '../watch/watch-assets.js';
import { NotificationSettingsController } from './notification-settings.controller.js';
import { NotificationSettingsService } from './notification-settings.service.js';
import { PushBrowsersService } from './push-browsers.service.js';
import { PushSubscriptionsController } from './push-subscriptions.controller.js';
import { UnsubscribeController } from './unsubscribe.controller.js';
import { UnsubscribeService } from './unsubscribe.service.js';

/** What members are told of their prospects, and how. */
@Module({
  controllers: [NotificationSettingsController, PushSubscriptionsController, UnsubscribeController],
  providers: [NotificationSettingsService, PushBrowsersService, UnsubscribeService, WatchAssetFiles],
})
export class NotificationsModule {}
