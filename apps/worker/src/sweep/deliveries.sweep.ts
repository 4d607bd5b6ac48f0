import { DeliveryRepository } from '@app/database';
import { Injectable } from '@nestjs/common';

/** A claim that is older was lost with its worker, ms: nothing is being sent for so long. */
const lostMs = 5 * 60_000;

/** Ends deliveries that nobody will end any more. */
@Injectable()
export class DeliveriesSweep {
  constructor(private readonly deliveries: DeliveryRepository) {}

  giveUp(olderThanMs = lostMs): Promise<void> {
    return this.deliveries.giveUp(olderThanMs);
  }
}
