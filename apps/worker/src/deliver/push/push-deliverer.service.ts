import type { Config } from '@app/config';
import {
  type ClaimedDelivery,
  type PushSubscription,
  PushSubscriptionRepository,
  SecretRepository,
  vapidKeysOf,
  vapidPurpose,
} from '@app/database';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../adapters/tokens.js';
import type { Deliverer, Prepared } from '../deliverer.js';
import { EventNews } from '../event-news.service.js';
import type { SendOutcome } from '../send-outcome.js';
import { payloadOf, ttlSecondsOf } from './push-payload.js';
import { type OutgoingPush, PushSender } from './push-sender.js';

/** Push services want somebody to complain to; where this installation has no name of its own, it gives this one. */
const nobody = 'mailto:operator@outreel.invalid';

/** Deliveries to browsers. */
@Injectable()
export class PushDeliverer implements Deliverer {
  readonly channel = 'push';
  readonly isAvailable = true;

  constructor(
    private readonly news: EventNews,
    private readonly browsers: PushSubscriptionRepository,
    private readonly secrets: SecretRepository,
    private readonly sender: PushSender,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl' | 'mail'>,
  ) {}

  async prepare(delivery: ClaimedDelivery): Promise<Prepared> {
    const browser = await this.browsers.findLive(delivery.target, delivery.memberId);
    if (!browser) return { drop: 'no-browser' };
    const news = await this.news.of(delivery);
    if ('drop' in news) return news;
    const [secret] = await this.secrets.keysOf(vapidPurpose);
    const push: OutgoingPush = {
      payload: payloadOf(delivery, news.words),
      ttlSeconds: ttlSecondsOf(delivery),
      keys: vapidKeysOf(secret),
      contact: this.contact(),
    };
    return { send: () => this.send(browser, push) };
  }

  private async send(browser: PushSubscription, push: OutgoingPush): Promise<SendOutcome> {
    const outcome = await this.sender.send(browser, push);
    if (outcome.result === 'refused' && outcome.code === 'push-gone')
      await this.browsers.remove(browser.id, browser.memberId);
    return outcome;
  }

  private contact(): string {
    const { publicUrl, mail } = this.config;
    if (publicUrl?.startsWith('https:')) return publicUrl;
    return mail ? `mailto:${mail.from.address}` : nobody;
  }
}
