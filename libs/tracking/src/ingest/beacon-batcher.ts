import { commitBeacons } from './commit-beacons.js';
import type { BeaconOutcome, IncomingBeacon } from './incoming-beacon.js';
import { IngestOverloadedError } from './ingest-overloaded.error.js';
import { inPreparedTransaction, type SqlPool } from './sql-executor.js';

/** Settings of a {@link BeaconBatcher}. */
export interface BeaconBatcherOptions {
  /** Most beacons in one transaction (500). */
  readonly maxBatch?: number;
  /** Most beacons waiting; one more is refused (5,000). */
  readonly maxWaiting?: number;
}

interface Waiting {
  readonly beacon: IncomingBeacon;
  readonly resolve: (outcome: BeaconOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes beacons by group commit: while one transaction is on its way, arrivals wait and go together in the next.
 * One per process. The result does not depend on how beacons fall into batches.
 */
export class BeaconBatcher {
  private waiting: Waiting[] = [];
  private running: Promise<void> | undefined;
  private readonly maxBatch: number;
  private readonly maxWaiting: number;

  constructor(
    private readonly pool: SqlPool,
    options: BeaconBatcherOptions = {},
  ) {
    this.maxBatch = options.maxBatch ?? 500;
    this.maxWaiting = options.maxWaiting ?? 5_000;
  }

  /**
   * Hands over a beacon.
   *
   * @returns what became of it, only after the transaction that holds it has been committed
   * @throws {@link IngestOverloadedError} when too many are waiting; the database's error when it could not be written (send it again)
   */
  submit(beacon: IncomingBeacon): Promise<BeaconOutcome> {
    if (this.waiting.length >= this.maxWaiting)
      return Promise.reject(new IngestOverloadedError(this.waiting.length));
    return new Promise((resolve, reject) => {
      this.waiting.push({ beacon, resolve, reject });
      this.running ??= this.run();
    });
  }

  /** Waits until everything handed over so far has been written or refused. */
  async drain(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    // What arrives in the same turn of the event loop goes together from the first batch on.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.maxBatch);
      await this.write(batch);
    }
    this.running = undefined;
  }

  private async write(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await inPreparedTransaction(this.pool, (client) =>
        commitBeacons(
          client,
          batch.map(({ beacon }) => beacon),
        ),
      );
      batch.forEach(({ resolve }, index) => resolve(outcomes[index] as BeaconOutcome));
    } catch (error) {
      // One beacon the database cannot hold must not take its neighbours along.
      if (batch.length > 1 && isAboutData(error)) for (const each of batch) await this.write([each]);
      else for (const { reject } of batch) reject(error);
    }
  }
}

/** SQLSTATE classes 22 (data) and 23 (constraint): the statement was refused, the database is well. */
function isAboutData(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('22') || code.startsWith('23');
}
