import {
  type CreatePushSubscription,
  type IdParams,
  createPushSubscriptionSchema,
  createdPushSubscriptionSchema,
  idParamsSchema,
} from '@app/contracts';
import { Body, Controller, Delete, Headers, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { Members } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { PushBrowsersService } from './push-browsers.service.js';

const errors = [
  'not-signed-in',
  'not-allowed',
  'cross-origin',
  'idempotency-conflict',
  'idempotency-in-progress',
] as const;

/** Browsers that show notifications though the app is not open. */
@ApiTags('notifications')
@Controller(apiPath('push-subscriptions'))
export class PushSubscriptionsController {
  constructor(private readonly browsers: PushBrowsersService) {}

  /** Keeps the browser that asks, until its session ends; once more changes nothing. What it shows is in the settings. */
  @Post()
  @Members()
  @Replies(201, createdPushSubscriptionSchema, [...errors, 'invalid-request'])
  add(
    @CurrentCaller() caller: Caller,
    @Body({ schema: createPushSubscriptionSchema }) body: CreatePushSubscription,
    @Headers('user-agent') agent = '',
  ) {
    return this.browsers.add(caller, body, agent);
  }

  /** The browser shows no more notifications. */
  @Delete(':id')
  @Members()
  @Replies(204, null, [...errors, 'not-found'])
  remove(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
  ): Promise<void> {
    return this.browsers.remove(caller, id);
  }
}
