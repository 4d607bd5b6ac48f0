import type { Provider } from '@nestjs/common';
import type { Deliverer } from './deliverer.js';
import { DELIVERERS } from './deliverers.token.js';
import { DeliveryLanes } from './delivery-lanes.service.js';
import { DeliveryService } from './delivery.service.js';
import { EventNews } from './event-news.service.js';
import { FanOut } from './fan-out.service.js';
import { MailDeliverer } from './mail/mail-deliverer.service.js';
import { WeeklyFigures } from './weekly/weekly-figures.service.js';
import { WeeklySchedule } from './weekly/weekly-schedule.service.js';
import { WeeklySummary } from './weekly/weekly-summary.service.js';
import { PushDeliverer } from './push/push-deliverer.service.js';
import { PushSender } from './push/push-sender.js';

/** The way of an event to a member who is not looking, in its order. */
export const deliverProviders: Provider[] = [
  FanOut,
  WeeklySchedule,
  EventNews,
  WeeklyFigures,
  WeeklySummary,
  MailDeliverer,
  { provide: PushSender, useFactory: () => new PushSender() },
  PushDeliverer,
  {
    provide: DELIVERERS,
    inject: [MailDeliverer, PushDeliverer],
    useFactory: (...deliverers: Deliverer[]) => deliverers,
  },
  DeliveryLanes,
  DeliveryService,
];
