import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DeliveriesSweep } from './deliveries.sweep.js';
import { EditsSweep } from './edits.sweep.js';
import { LiveSweep } from './live.sweep.js';
import { PiecesSweep } from './pieces.sweep.js';
import { TrackingSweep } from './tracking.sweep.js';
import { TidySweep } from './tidy.sweep.js';
import { UploadsSweep } from './uploads.sweep.js';
import { WorkSweep } from './work.sweep.js';

/** Pause between two rounds, ms: with a lease of 15 s, work of a dead worker is taken up within 25 s. */
const roundEveryMs = 10_000;
/** Pause between two rounds of tidying, ms. */
const tidyEveryMs = 10 * 60_000;
/** Any number agreed on by all workers: whoever holds it sweeps. */
const sweepLock = 7_305_113;

/** Runs the sweeps by the clock. Of several workers one does it; a step that fails does not keep the others from running. */
@Injectable()
export class Sweeper {
  private readonly logger = new Logger('sweep');
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private isStopping = false;
  private lastTidyAt = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly uploads: UploadsSweep,
    private readonly work: WorkSweep,
    private readonly edits: EditsSweep,
    private readonly live: LiveSweep,
    private readonly pieces: PiecesSweep,
    private readonly tracking: TrackingSweep,
    private readonly deliveries: DeliveriesSweep,
    private readonly tidy: TidySweep,
  ) {}

  /** The first round is at once: what a stopped worker gave back must not wait. */
  start(): void {
    if (this.isStopping) return;
    this.round = this.sweepOnce().catch((error: Error) => this.logger.error(error.message));
    void this.round.then(() => {
      if (!this.isStopping) this.timer = setTimeout(() => this.start(), roundEveryMs);
    });
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await this.round;
  }

  /** One round, unless another process is at it. */
  async sweepOnce(): Promise<void> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const [lock] = await runner.query('select pg_try_advisory_lock($1) as ok', [sweepLock]);
      if (!lock.ok) return;
      try {
        await this.runSteps();
      } finally {
        await runner.query('select pg_advisory_unlock($1)', [sweepLock]);
      }
    } finally {
      await runner.release();
    }
  }

  private async runSteps(): Promise<void> {
    const steps: [name: string, step: () => Promise<void>][] = [
      ['lost finish hooks', () => this.uploads.completeWhole()],
      ['silent recordings', () => this.uploads.finishSilent()],
      ['expired leases', () => this.work.reclaim()],
      ['lost jobs', () => this.work.enqueueUnbegun()],
      ['due posters', () => this.edits.enqueuePosters()],
      ['retired files', () => this.edits.removeRetired()],
      ['outdated pieces', () => this.pieces.removeOutdated()],
      ['re-runs left behind', () => this.tracking.takeUpReruns()],
      ['who to call', () => this.tracking.weighCalls()],
      ['lost deliveries', () => this.deliveries.giveUp()],
    ];
    if (Date.now() - this.lastTidyAt >= tidyEveryMs) {
      this.lastTidyAt = Date.now();
      steps.push(
        ['abandoned uploads', () => this.uploads.expire()],
        ['live encodings', () => this.live.removeAbandoned()],
        ['weekly summaries', () => this.deliveries.scheduleWeekly()],
        ['tidying', () => this.tidy.run()],
      );
    }
    for (const [name, step] of steps) {
      if (this.isStopping) return;
      // oxlint-disable-next-line no-await-in-loop -- in this order
      await step().catch((error: Error) => this.logger.error(`${name}: ${error.stack ?? error.message}`));
    }
  }
}
