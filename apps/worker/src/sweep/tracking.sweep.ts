import { type Queue, reclassifyHistory } from '@app/queue';
import { refreshCalls, takeUpRuns, workspacesWithCallNews } from '@app/tracking';
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { QUEUE } from '../adapters/tokens.js';

/** Nothing has happened to a re-run for so long: its worker died, or the queue lost it, ms. */
const idleMs = 20_000;
/** Rounds of marks weighed in one sweep of one workspace. */
const callRounds = 40;

/** What tracking leaves to be done beside ingest. */
@Injectable()
export class TrackingSweep {
  constructor(
    private readonly pool: Pool,
    @Inject(QUEUE) private readonly queue: Queue,
  ) {}

  /** Re-runs of the rule that were left behind. @param leftForMs how long nothing has happened to them, ms */
  async takeUpReruns(leftForMs = idleMs): Promise<void> {
    const turns = await takeUpRuns(this.pool, leftForMs);
    // oxlint-disable-next-line no-await-in-loop -- one a workspace at most
    for (const turn of turns) await this.queue.add(reclassifyHistory, turn);
  }

  /** News of who to call that nobody has asked for since. */
  async weighCalls(): Promise<void> {
    for (const workspaceId of await workspacesWithCallNews(this.pool))
      // oxlint-disable-next-line no-await-in-loop -- one after the other: nobody waits for it
      await refreshCalls(this.pool, workspaceId, callRounds);
  }
}
