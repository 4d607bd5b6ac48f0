import { type Queue, reclassifyHistory } from '@app/queue';
import { takeUpRuns } from '@app/tracking';
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { QUEUE } from '../adapters/tokens.js';

/** Nothing has happened to a re-run for so long: its worker died, or the queue lost it, ms. */
const idleMs = 20_000;

/** Re-runs of the rule that were left behind. */
@Injectable()
export class RerunsSweep {
  constructor(
    private readonly pool: Pool,
    @Inject(QUEUE) private readonly queue: Queue,
  ) {}

  /** @param leftForMs how long nothing has happened to a run that is taken up */
  async takeUp(leftForMs = idleMs): Promise<void> {
    const turns = await takeUpRuns(this.pool, leftForMs);
    // oxlint-disable-next-line no-await-in-loop -- one a workspace at most
    for (const turn of turns) await this.queue.add(reclassifyHistory, turn);
  }
}
