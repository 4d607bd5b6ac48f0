import type { Config } from '@app/config';
import {
  type NewDelivery,
  NotificationChoiceRepository,
  type UntoldEvent,
  UntoldEventsRepository,
} from '@app/database';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../adapters/tokens.js';
import { readToldEvent } from './told-event.js';

/** Events taken in one transaction. */
const batchSize = 200;
/** After so long nobody wants a mail about it, ms. */
const mailLifetimeMs = 24 * 60 * 60_000;

/** Makes deliveries from events: one for each event, member and way, as the member of the link has chosen. */
@Injectable()
export class FanOut {
  constructor(
    private readonly events: UntoldEventsRepository,
    private readonly choices: NotificationChoiceRepository,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mail'>,
  ) {}

  /** Takes all events that wait. */
  async tellAll(): Promise<void> {
    // oxlint-disable-next-line no-await-in-loop -- one batch after the other
    while ((await this.events.tell(batchSize, (events) => this.plan(events))) === batchSize);
  }

  private async plan(events: readonly UntoldEvent[]): Promise<NewDelivery[]> {
    if (!this.config.mail) return [];
    const told = events.flatMap((event) => {
      const read = readToldEvent(event);
      return read ? [{ ...read, workspaceId: event.workspaceId, createdAt: event.createdAt }] : [];
    });
    const choices = await this.choices.of(told.map(({ memberId }) => memberId));
    return told
      .filter(({ memberId, kind }) => choices.isOn(memberId, kind, 'mail'))
      .map(({ createdAt, ...event }) => ({
        ...event,
        channel: 'mail',
        target: '',
        expiresAt: new Date(createdAt.getTime() + mailLifetimeMs),
      }));
  }
}
