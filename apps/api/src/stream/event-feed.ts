import type { Config } from '@app/config';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Pool } from 'pg';
import { CONFIG } from '../http/config.token.js';
import { eventsBySeq, recentSeqs } from './outbox-events.query.js';
import { OutboxListener } from './outbox-listener.js';
import { type ToldEvent, toldEvents } from './told-event.js';

const pollEveryMs = 5_000;
/** How far back the poll looks, minutes: it finds what a broken connection missed. */
const windowMinutes = 2;
/** For how long it is remembered what was told, milliseconds: longer than the poll looks back. */
const rememberedMs = 10 * 60_000;

/** Every event of the installation, once, soon after its commit; one feed per process. */
@Injectable()
export class EventFeed implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('stream');
  private readonly listener: OutboxListener;
  private readonly subscribers = new Set<(event: ToldEvent) => void>();
  /** `seq` → when it was told, in the order of telling. */
  private readonly told = new Map<number, number>();
  private readonly notified = new Set<number>();
  private work: Promise<void> = Promise.resolve();
  private poll: NodeJS.Timeout | undefined;

  constructor(
    private readonly pool: Pool,
    @Inject(CONFIG) config: Config,
  ) {
    this.listener = new OutboxListener(config.databaseUrl, {
      onEvent: (seq) => this.notice([seq]),
      onListening: () => this.look(),
    });
  }

  /** What is old at the start is nobody's news: streams that broke off ask for it themselves. */
  async onApplicationBootstrap(): Promise<void> {
    this.remember(await recentSeqs(this.pool, windowMinutes));
    await this.listener.start();
    this.poll = setInterval(() => this.look(), pollEveryMs).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.poll);
    await this.listener.stop();
    await this.work;
  }

  /** Hears every event from here on. @returns ends it */
  subscribe(subscriber: (event: ToldEvent) => void): () => void {
    this.subscribers.add(subscriber);
    return () => this.subscribers.delete(subscriber);
  }

  /** Events written before `seq` but told after it, as far as this process remembers. */
  toldLate(seq: number): number[] {
    const order = [...this.told.keys()];
    const place = order.indexOf(seq);
    return place < 0 ? [] : order.slice(place + 1).filter((later) => later < seq);
  }

  /** Looks for events whose notice did not arrive. */
  private look(): void {
    this.inTurn(async () => {
      this.forget();
      this.notice(await recentSeqs(this.pool, windowMinutes));
    });
  }

  private notice(seqs: readonly number[]): void {
    const fresh = seqs.filter((seq) => !this.told.has(seq));
    if (fresh.length === 0) return;
    const isPlanned = this.notified.size > 0;
    for (const seq of fresh) this.notified.add(seq);
    if (!isPlanned) this.inTurn(() => this.tell());
  }

  /** Notices that arrived in the meantime go together. */
  private async tell(): Promise<void> {
    const seqs = [...this.notified].filter((seq) => !this.told.has(seq));
    this.notified.clear();
    if (seqs.length === 0) return;
    if (this.subscribers.size === 0) return this.remember(seqs);
    const events = await toldEvents(this.pool, await eventsBySeq(this.pool, seqs));
    this.remember(seqs);
    for (const event of events) for (const hear of this.subscribers) hear(event);
  }

  private remember(seqs: readonly number[]): void {
    for (const seq of seqs) this.told.set(seq, Date.now());
  }

  private forget(): void {
    for (const [seq, at] of this.told) if (Date.now() - at > rememberedMs) this.told.delete(seq);
  }

  /** One thing after the other; what fails is found again by the next look. */
  private inTurn(job: () => Promise<void>): void {
    this.work = this.work
      .then(job)
      .catch((error: unknown) =>
        this.logger.warn(`Events could not be read, trying again: ${String(error)}`),
      );
  }
}
