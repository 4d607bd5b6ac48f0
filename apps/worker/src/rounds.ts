import type { Logger } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';

/** Does something again and again until it is stopped; a round that fails is logged, and the next one comes all the same. */
export class Rounds {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  /**
   * @param everyMs pause between two rounds, ms
   * @param restTimes pauses at least so many times as long as the round took
   */
  constructor(
    private readonly logger: Logger,
    private readonly everyMs: number,
    private readonly round: () => Promise<void>,
    private readonly restTimes = 0,
  ) {}

  /** A long round looks at it, and ends early. */
  get isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  /** The first round is at once. */
  start(): void {
    this.running = this.run();
  }

  /** Resolves when the round under way has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const beganAt = performance.now();
      // oxlint-disable-next-line no-await-in-loop -- one round after the other
      await this.round().catch((error: Error) => this.logger.error(error.stack ?? error.message));
      // oxlint-disable-next-line no-await-in-loop
      await pause(Math.max(this.everyMs, this.restTimes * (performance.now() - beganAt)), undefined, {
        signal,
      }).catch(() => undefined);
    }
  }
}
