import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DeliveryLanes } from './delivery-lanes.service.js';
import { FanOut } from './fan-out.service.js';

/** Pause between two looks, ms. */
const pollMs = 1_000;

/** Tells members what happened, by the ways that leave the server: makes deliveries from events, and sends them. */
@Injectable()
export class DeliveryService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('deliver');
  private readonly loops: Promise<void>[] = [];
  private readonly stopping = new AbortController();

  constructor(
    private readonly fanOut: FanOut,
    private readonly lanes: DeliveryLanes,
  ) {}

  onApplicationBootstrap(): void {
    const isStopping = () => this.stopping.signal.aborted;
    this.loops.push(
      this.loop(() => this.fanOut.tellAll()),
      this.loop(() => this.lanes.sendDue(isStopping)),
    );
  }

  /** Resolves when what was being sent has its answer. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.loops);
  }

  private async loop(step: () => Promise<void>): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      // oxlint-disable-next-line no-await-in-loop -- one round after the other
      await step().catch((error: Error) => this.logger.error(error.stack ?? error.message));
      // oxlint-disable-next-line no-await-in-loop
      await pause(pollMs, signal);
    }
  }
}

/** Resolves after `ms`, or as soon as the signal says so. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
