import type { JobContext, ReclassifyHistory } from '@app/queue';
import { rerunHistory } from '@app/tracking';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';

/**
 * Job `reclassify-history`: runs the rule over a workspace's history, or goes on with it. Delivering it twice changes nothing:
 * the row of the run has one holder. A worker that stops gives it back after the page it is at.
 */
@Injectable()
export class ReclassifyHistoryHandler {
  constructor(private readonly pool: Pool) {}

  /** @throws the database's error; the sweep takes the run up again */
  async handle(turn: ReclassifyHistory, { signal }: Pick<JobContext, 'signal'>): Promise<void> {
    await rerunHistory(this.pool, turn, { signal });
  }
}
