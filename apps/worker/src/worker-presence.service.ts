import type { Config } from '@app/config';
import { newId, WorkerProcessRepository } from '@app/database';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CONFIG } from './adapters/tokens.js';

/** Pause between two announcements, ms: two may be missed. */
const announceEveryMs = 5_000;

/** Says that this worker is there, as long as it is: to the operator, and to whoever divides a long video. */
@Injectable()
export class WorkerPresence implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('presence');
  private readonly id = newId();
  private timer: NodeJS.Timeout | undefined;
  private announcing: Promise<void> = Promise.resolve();

  constructor(
    private readonly workers: WorkerProcessRepository,
    @Inject(CONFIG) private readonly config: Pick<Config, 'workerConcurrency'>,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.announce();
    this.timer = setInterval(() => {
      this.announcing = this.announce();
    }, announceEveryMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.announcing;
    await this.workers.leave(this.id).catch((error: Error) => this.logger.warn(error.message));
  }

  /** A database that is away only makes this worker look absent. */
  private async announce(): Promise<void> {
    await this.workers
      .announce(this.id, this.config.workerConcurrency)
      .catch((error: Error) => this.logger.warn(error.message));
  }
}
