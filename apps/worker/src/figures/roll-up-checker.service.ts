import { checkWorkspace, workspaceDueForCheck } from '@app/tracking';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Pool } from 'pg';
import { Rounds } from '../rounds.js';

/** Pause between two looks for a workspace whose night has come, ms. */
const lookEveryMs = 60_000;
/** Any number agreed on by all workers: whoever holds it checks. */
const checkLock = 7_305_114;

/**
 * Every night counts each workspace again from its raw rows and compares. A difference is a fault of this program: it is
 * repaired, and said aloud in the log, on the operator's page and in the metrics.
 */
@Injectable()
export class RollUpChecker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('figures');
  private readonly rounds = new Rounds(this.logger, lookEveryMs, () => this.checkDue());

  constructor(private readonly pool: Pool) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  /** Checks whatever is due, one after the other, unless another worker is at it. */
  async checkDue(): Promise<void> {
    const client = await this.pool.connect();
    try {
      const { rows } = await client.query('select pg_try_advisory_lock($1) as ok', [checkLock]);
      if (!rows[0].ok) return;
      try {
        for (let id = await workspaceDueForCheck(client); id; id = await workspaceDueForCheck(client)) {
          if (this.rounds.isStopping) return;
          // oxlint-disable-next-line no-await-in-loop -- one at a time: it reads everything there is
          await this.check(id);
        }
      } finally {
        await client.query('select pg_advisory_unlock($1)', [checkLock]);
      }
    } finally {
      client.release();
    }
  }

  private async check(workspaceId: string): Promise<void> {
    const { count, differences } = await checkWorkspace(this.pool, workspaceId);
    if (count > 0)
      this.logger.error({
        message: `The figures of a workspace differed from its raw rows in ${count} rows; they were counted anew.`,
        workspaceId,
        differences,
      });
  }
}
