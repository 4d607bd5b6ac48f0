import type { MediaTools } from '@app/media';
import type { Queue } from '@app/queue';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { MEDIA, QUEUE } from './adapters/tokens.js';
import { Dispatcher } from './dispatch/dispatcher.service.js';
import { JobHandlers } from './job-handlers.js';
import { Sweeper } from './sweep/sweeper.service.js';
import { MediaToolsError } from './transcode/media-tools.error.js';

/** The order in which a worker starts and stops. */
@Injectable()
export class WorkerService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly handlers: JobHandlers,
    private readonly dispatcher: Dispatcher,
    private readonly sweeper: Sweeper,
    @Inject(QUEUE) private readonly queue: Queue,
    @Inject(MEDIA) private readonly media: MediaTools,
  ) {}

  /** @throws MediaToolsError: a worker that cannot work takes no job */
  async onApplicationBootstrap(): Promise<void> {
    const problems = await this.media.selfTest();
    if (problems.length > 0) throw new MediaToolsError(problems);
    await this.handlers.start();
    await this.dispatcher.start();
    this.sweeper.start();
  }

  /** No new work, then the running work is given back, then the queue's connections go. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.dispatcher.stop(), this.sweeper.stop()]);
    await this.queue.close();
  }
}
