import { type ClaimedDelivery, DeliveryRepository } from '@app/database';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Deliverer, Prepared } from './deliverer.js';
import { DELIVERERS } from './deliverers.token.js';
import { nextTryAt } from './next-try.js';
import type { SendOutcome } from './send-outcome.js';

/** Deliveries of one way that a worker sends at a time. */
const laneCount = 4;

/**
 * Sends what waits, in three steps: claim the row (committed), send, settle the row. A worker that dies in between leaves a claim
 * that nobody takes again: it may have been sent, and nothing is ever sent twice. So a message leaves at most once; it leaves
 * again only after the other side has said that it did not take it.
 */
@Injectable()
export class DeliveryLanes {
  private readonly logger = new Logger('deliver');

  constructor(
    private readonly deliveries: DeliveryRepository,
    @Inject(DELIVERERS) private readonly deliverers: readonly Deliverer[],
  ) {}

  /** Sends everything that is due; a slow way holds up no other. @param isStopping ends it after what is under way */
  async sendDue(isStopping = () => false): Promise<void> {
    const available = this.deliverers.filter(({ isAvailable }) => isAvailable);
    await Promise.all(available.map((deliverer) => this.drain(deliverer, isStopping)));
  }

  private async drain(deliverer: Deliverer, isStopping: () => boolean): Promise<void> {
    while (!isStopping()) {
      // oxlint-disable-next-line no-await-in-loop -- a round begins when the one before has ended
      const claimed = await this.deliveries.claim(deliverer.channel, laneCount);
      if (claimed.length === 0) return;
      // oxlint-disable-next-line no-await-in-loop
      await Promise.all(claimed.map((delivery) => this.deliver(deliverer, delivery)));
    }
  }

  /** A failure in here is our own, such as a lost database: the claim stays and is told as unknown. */

  private async deliver(deliverer: Deliverer, delivery: ClaimedDelivery): Promise<void> {
    try {
      const prepared = await this.prepare(deliverer, delivery);
      if (prepared && 'drop' in prepared)
        await this.deliveries.settle(delivery, { state: 'dropped', code: prepared.drop });
      else if (prepared) await this.settle(delivery, await prepared.send());
    } catch (error) {
      this.logger.error(`Delivery ${delivery.id}: ${(error as Error).stack}`);
    }
  }

  /** Nothing has been sent yet: whatever fails is tried again. */
  private async prepare(deliverer: Deliverer, delivery: ClaimedDelivery): Promise<Prepared | null> {
    try {
      return await deliverer.prepare(delivery);
    } catch (error) {
      this.logger.error(`Delivery ${delivery.id}: ${(error as Error).stack}`);
      await this.deliveries.retry(delivery, nextTryAt(delivery.attempt), { code: 'not-prepared' });
      return null;
    }
  }

  private async settle(delivery: ClaimedDelivery, outcome: SendOutcome): Promise<void> {
    if (outcome.result === 'refused' && outcome.isTemporary)
      return this.deliveries.retry(delivery, nextTryAt(delivery.attempt), outcome);
    const state = outcome.result === 'refused' ? 'failed' : outcome.result;
    await this.deliveries.settle(delivery, { ...outcome, state });
    if (state !== 'sent') this.logger.warn({ delivery: delivery.id, channel: delivery.channel, ...outcome });
  }
}
