import { catchUp, workspacesBehind } from '@app/tracking';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Pool } from 'pg';
import { Rounds } from '../rounds.js';

/** Pause between two looks, ms: what was committed shows well within a second. */
const lookEveryMs = 250;
/** Under load the changes of a longer time are taken up together: a link that has many is counted once for all of them. */
const restTimes = 4;
/** Portions of one workspace before the next has its turn. */
const portionsAtOnce = 4;

/**
 * Takes up what has changed in tracking, all the time. Any number of workers may do it: one at a time for each workspace,
 * and doing it twice changes nothing. Whoever reads figures takes up the rest (see `catchUp`).
 */
@Injectable()
export class RollUpFolder implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('figures');
  private readonly rounds = new Rounds(this.logger, lookEveryMs, () => this.foldAll(), restTimes);

  constructor(private readonly pool: Pool) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  /** One look at every workspace that is behind; a failure of one does not keep the others waiting. */
  async foldAll(): Promise<void> {
    for (const workspaceId of await workspacesBehind(this.pool)) {
      if (this.rounds.isStopping) return;
      // oxlint-disable-next-line no-await-in-loop -- one connection is enough, the others belong to the sweeps
      await catchUp(this.pool, workspaceId, portionsAtOnce).catch((error: Error) =>
        this.logger.error(`${workspaceId}: ${error.stack ?? error.message}`),
      );
    }
  }
}
