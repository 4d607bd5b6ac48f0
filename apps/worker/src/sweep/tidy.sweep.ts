import { DeliveryRepository, OutboxRepository } from '@app/database';
import { purgeTracking } from '@app/tracking';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { keptTopics } from './work.sweep.js';

const hour = 60 * 60 * 1000;
/** How long told events and moved jobs stay: a stream that broke off continues after them. */
const outboxLifetimeMs = 24 * hour;
/** How long it is known what was sent: longer than anything can be told again, and as long as the settings show troubles. */
const deliveryLifetimeMs = 30 * 24 * hour;

/** Removes what has served its time. */
@Injectable()
export class TidySweep {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: OutboxRepository,
    private readonly deliveries: DeliveryRepository,
    private readonly pool: Pool,
  ) {}

  /** @param now the moment that ages are counted from */
  async run(now = new Date()): Promise<void> {
    const ago = (ms: number) => new Date(now.getTime() - ms);
    await this.outbox.removeOld(ago(outboxLifetimeMs), keptTopics);
    await this.deliveries.removeOld(ago(deliveryLifetimeMs));
    await this.dataSource.query('delete from sessions where expires_at < $1', [now]);
    await this.dataSource.query('delete from idempotent_replies where created_at < $1', [ago(24 * hour)]);
    await purgeTracking(this.pool, now.getTime());
  }
}
