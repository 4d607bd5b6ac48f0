import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DeliveryLanes } from './delivery-lanes.service.js';
import { FanOut } from './fan-out.service.js';
import { Rounds } from '../rounds.js';

/** Pause between two looks, ms. */
const pollMs = 1_000;

/** Tells members what happened, by the ways that leave the server: makes deliveries from events, and sends them. */
@Injectable()
export class DeliveryService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('deliver');
  private readonly fanningOut: Rounds;
  private readonly sending: Rounds;

  constructor(fanOut: FanOut, lanes: DeliveryLanes) {
    this.fanningOut = new Rounds(this.logger, pollMs, () => fanOut.tellAll());
    this.sending = new Rounds(this.logger, pollMs, () => lanes.sendDue(() => this.sending.isStopping));
  }

  onApplicationBootstrap(): void {
    this.fanningOut.start();
    this.sending.start();
  }

  /** Resolves when what was being sent has its answer. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.fanningOut.stop(), this.sending.stop()]);
  }
}
