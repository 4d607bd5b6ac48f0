import type { Config } from '@app/config';
import {
  type DeliveryChannel,
  type NewDelivery,
  NotificationChoiceRepository,
  PushSubscriptionRepository,
  type UntoldEvent,
  UntoldEventsRepository,
} from '@app/database';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../adapters/tokens.js';
import { type ToldEvent, readToldEvent } from './told-event.js';

/** Events taken in one transaction. */
const batchSize = 200;
/** After so long nobody wants to hear of it by this way, ms. */
const lifetimeMs: Record<DeliveryChannel, number> = { mail: 24 * 60 * 60_000, push: 60 * 60_000 };

/** Makes deliveries from events: one for each event, member and way, as the member of the link has chosen. */
@Injectable()
export class FanOut {
  constructor(
    private readonly events: UntoldEventsRepository,
    private readonly choices: NotificationChoiceRepository,
    private readonly browsers: PushSubscriptionRepository,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mail'>,
  ) {}

  /** Takes all events that wait. */
  async tellAll(): Promise<void> {
    // oxlint-disable-next-line no-await-in-loop -- one batch after the other
    while ((await this.events.tell(batchSize, (events) => this.plan(events))) === batchSize);
  }

  private async plan(events: readonly UntoldEvent[]): Promise<NewDelivery[]> {
    const told = events.flatMap((event) => {
      const read = readToldEvent(event);
      return read ? [{ event, read }] : [];
    });
    const memberIds = told.map(({ read }) => read.memberId);
    const [choices, browsers] = await Promise.all([
      this.choices.of(memberIds),
      this.browsers.liveIdsOf(memberIds),
    ]);
    return told.flatMap(({ event, read }) => {
      const { memberId, kind } = read;
      const targets = {
        mail: this.config.mail && choices.isOn(memberId, kind, 'mail') ? [''] : [],
        push: choices.isOn(memberId, kind, 'push') ? (browsers.get(memberId) ?? []) : [],
      };
      return [
        ...targets.mail.map((target) => deliveryOf(event, read, 'mail', target)),
        ...targets.push.map((target) => deliveryOf(event, read, 'push', target)),
      ];
    });
  }
}

const deliveryOf = (
  { workspaceId, createdAt }: UntoldEvent,
  told: ToldEvent,
  channel: DeliveryChannel,
  target: string,
): NewDelivery => ({
  ...told,
  workspaceId,
  channel,
  target,
  expiresAt: new Date(createdAt.getTime() + lifetimeMs[channel]),
});
