import { DeliveryRepository } from '@app/database';
import { Injectable } from '@nestjs/common';
import { WeeklySchedule } from '../deliver/weekly/weekly-schedule.service.js';

/** A claim that is older was lost with its worker, ms: nothing is being sent for so long. */
const lostMs = 5 * 60_000;

/** What becomes due for deliveries by the clock alone. */
@Injectable()
export class DeliveriesSweep {
  constructor(
    private readonly deliveries: DeliveryRepository,
    private readonly weekly: WeeklySchedule,
  ) {}

  /** Summaries of the week that ended. */
  scheduleWeekly(): Promise<void> {
    return this.weekly.schedule();
  }

  /** Ends deliveries that nobody will end any more. */
  giveUp(olderThanMs = lostMs): Promise<void> {
    return this.deliveries.giveUp(olderThanMs);
  }
}
