import type { Config } from '@app/config';
import { DatabaseModule } from '@app/database';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AdaptersModule } from '../../apps/worker/src/adapters/adapters.module.js';
import { deliverProviders } from '../../apps/worker/src/deliver/deliver.providers.js';
import { DeliveryLanes } from '../../apps/worker/src/deliver/delivery-lanes.service.js';
import { DeliveryService } from '../../apps/worker/src/deliver/delivery.service.js';
import { FanOut } from '../../apps/worker/src/deliver/fan-out.service.js';
import { PushSender } from '../../apps/worker/src/deliver/push/push-sender.js';
import { WeeklySchedule } from '../../apps/worker/src/deliver/weekly/weekly-schedule.service.js';
import { DeliveriesSweep } from '../../apps/worker/src/sweep/deliveries.sweep.js';

@Module({})
class DeliveryWorkerModule {}

/**
 * The part of a worker that delivers.
 * @param isRunning by itself, as in the product; else step by step, as a test wants it
 * @param pushSender another one than the product's, which reaches no service on this machine
 */
export async function startDeliveryWorker(
  config: Config,
  { isRunning = false, pushSender = new PushSender() } = {},
) {
  const app = await NestFactory.createApplicationContext(
    {
      module: DeliveryWorkerModule,
      imports: [
        AdaptersModule.with(config),
        DatabaseModule.connect({ databaseUrl: config.databaseUrl, migrate: false, maxConnections: 5 }),
      ],
      providers: [
        ...deliverProviders.filter((provider) => isRunning || provider !== DeliveryService),
        { provide: PushSender, useValue: pushSender },
        DeliveriesSweep,
      ],
    },
    { logger: false },
  );
  return {
    app,
    /** Makes deliveries from the events that wait. */
    tell: () => app.get(FanOut).tellAll(),
    /** Makes the deliveries of weekly summaries that are due at a moment. */
    schedule: (now: Date) => app.get(WeeklySchedule).schedule(now),
    /** Sends what is due. */
    send: () => app.get(DeliveryLanes).sendDue(),
    /** Gives up claims of workers that are gone. */
    sweep: () => app.get(DeliveriesSweep).giveUp(0),
    close: () => app.close(),
  };
}

/** What {@link startDeliveryWorker} makes. */
export type DeliveryWorker = Awaited<ReturnType<typeof startDeliveryWorker>>;
