import { type Queue, type QueueDepth, jobDefinitions } from '@app/queue';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { QUEUE } from '../adapters/adapters.module.js';

/** A store that needs longer is as good as away, ms: what is asked of it must not hold up what is known without it. */
const patienceMs = 2_000;

/** How much waits in the queue's store. */
@Injectable()
export class QueueDepths {
  private readonly logger = new Logger('queue');

  constructor(@Inject(QUEUE) private readonly queue: Queue) {}

  /** By the name of the job; null when the store does not answer. */
  async ask(): Promise<ReadonlyMap<string, QueueDepth> | null> {
    const asking = Promise.all(
      jobDefinitions.map(async (job) => [job.name, await this.depthOf(job)] as const),
    );
    const late = new AbortController();
    try {
      const tooLate = pause(patienceMs, null, { signal: late.signal }).catch(() => null);
      const depths = await Promise.race([asking, tooLate]);
      if (!depths) this.logger.warn(`The queue did not answer within ${patienceMs} ms.`);
      return depths && new Map(depths);
    } catch (error) {
      this.logger.warn(`The queue cannot be asked: ${(error as Error).message}`);
      return null;
    } finally {
      late.abort();
      // Its failure after our patience is the same news.
      asking.catch(() => undefined);
    }
  }

  private depthOf(job: (typeof jobDefinitions)[number]): Promise<QueueDepth> {
    return this.queue.depth<never>(job as never);
  }
}
