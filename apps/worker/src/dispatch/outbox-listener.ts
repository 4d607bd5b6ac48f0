import { Client } from 'pg';

/** Pause before a broken connection is opened again, ms. */
const reconnectMs = 1_000;

/**
 * Hears of new jobs in the outbox as soon as they are committed. A missed notice costs only time: the dispatcher polls as
 * well. By this connection the operator sees that the worker lives.
 */
export class OutboxListener {
  private client: Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private isClosed = false;

  /**
   * @param databaseUrl Postgres whose channel `outbox_job` is listened to
   * @param onJob called for every notice, and once after each connection
   * @param onError trouble of the connection, which is opened again by itself
   */
  constructor(
    private readonly databaseUrl: string,
    private readonly onJob: () => void,
    private readonly onError: (error: Error) => void,
  ) {}

  async open(): Promise<void> {
    if (this.isClosed) return;
    const client = new Client({ connectionString: this.databaseUrl, keepAlive: true });
    client.on('error', (error) => this.reopen(client, error));
    client.on('notification', this.onJob);
    try {
      await client.connect();
      await client.query('listen outbox_job');
      this.client = client;
      this.onJob();
    } catch (error) {
      this.reopen(client, error as Error);
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.retry);
    await this.client?.end();
  }

  private reopen(client: Client, error: Error): void {
    if (this.isClosed) return;
    this.onError(error);
    this.client = undefined;
    client.removeAllListeners('error');
    client.on('error', () => undefined);
    void client.end().catch(this.onError);
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.open(), reconnectMs);
  }
}
