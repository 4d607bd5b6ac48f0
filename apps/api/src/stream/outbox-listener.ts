import { Logger } from '@nestjs/common';
import { Client } from 'pg';

const firstWaitMs = 250;
const longestWaitMs = 10_000;

/** What a listener tells. */
export interface OutboxNews {
  /** An event with this `seq` was committed. */
  onEvent(seq: number): void;
  /** Listening began, at first or again after a break: events may have been missed. */
  onListening(): void;
}

/** Listens to committed events on one connection of its own, which is opened again whenever it breaks. */
export class OutboxListener {
  private readonly logger = new Logger('stream');
  private client: Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private failures = 0;
  private isStopped = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly news: OutboxNews,
  ) {}

  /** Begins to listen; resolves after the first attempt, whether it worked or not. */
  async start(): Promise<void> {
    const client = new Client({ connectionString: this.databaseUrl, keepAlive: true });
    this.client = client;
    client.on('error', (error) => this.startAgain(client, error));
    client.on('end', () => this.startAgain(client));
    client.on('notification', ({ payload }) => this.news.onEvent(Number(payload)));
    try {
      await client.connect();
      await client.query('listen outbox_event');
      this.failures = 0;
      this.news.onListening();
    } catch (error) {
      this.startAgain(client, error as Error);
    }
  }

  /** Stops for good. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.retry);
    await this.client?.end();
  }

  private startAgain(client: Client, error?: Error): void {
    if (this.isStopped || client !== this.client) return;
    this.client = undefined;
    if (error) {
      this.logger.warn(`Listening broke off and will begin again: ${error.message}`);
      void client.end().catch((cause: unknown) => this.logger.debug(cause));
    }
    const waitMs = Math.min(longestWaitMs, firstWaitMs * 2 ** this.failures++);
    this.retry = setTimeout(() => void this.start(), waitMs).unref();
  }
}
