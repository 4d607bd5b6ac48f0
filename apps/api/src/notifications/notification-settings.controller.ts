import {
  type ChangeNotification,
  type NotificationKindParams,
  changeNotificationSchema,
  notificationKindParamsSchema,
  notificationSettingsSchema,
} from '@app/contracts';
import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { Members } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { NotificationSettingsService } from './notification-settings.service.js';

/** What a member is told, and how. Everybody has their own settings; nobody sees another's. */
@ApiTags('notifications')
@Controller(apiPath('notification-settings'))
export class NotificationSettingsController {
  constructor(private readonly settings: NotificationSettingsService) {}

  /** One's own settings. */
  @Get()
  @Members()
  @Replies(200, notificationSettingsSchema, ['not-signed-in', 'not-allowed'])
  get(@CurrentCaller() caller: Caller) {
    return this.settings.get(caller);
  }

  /** Sets the switches of one kind; those that are left out stay. */
  @Patch(':kind')
  @Members()
  @Replies(200, notificationSettingsSchema, [
    'not-signed-in',
    'not-allowed',
    'invalid-request',
    'cross-origin',
    'idempotency-conflict',
    'idempotency-in-progress',
  ])
  change(
    @CurrentCaller() caller: Caller,
    @Param({ schema: notificationKindParamsSchema }) { kind }: NotificationKindParams,
    @Body({ schema: changeNotificationSchema }) body: ChangeNotification,
  ) {
    return this.settings.change(caller, kind, body);
  }
}
