/** How long a lease lasts without renewal, ms: after a crash the work is taken up again this much later. */
export const leaseMs = 15_000;

/** The times of a lease, ms. */
export interface LeaseTimes {
  /** How long it lasts without renewal. */
  lastsMs: number;
  renewEveryMs: number;
}
const usualTimes: LeaseTimes = { lastsMs: leaseMs, renewEveryMs: 5_000 };

/** The lease was lost: somebody else does the work, or it is wanted no more. */
export class LeaseLostError extends Error {
  constructor() {
    super('The lease on this work was lost.');
  }
}

/** The lease ran out because the database could not be asked: nobody knows who does the work now. */
export class LeaseUnansweredError extends Error {
  constructor() {
    super('The lease on this work ran out while the database did not answer.');
  }
}

/** Keeps a lease alive while the work goes on; `signal` is aborted when it is lost. */
export class Lease {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private validUntil: number;

  /** @param extend renews it in the database; false when it belongs to somebody else */
  constructor(
    private readonly extend: () => Promise<boolean>,
    private readonly times = usualTimes,
  ) {
    this.validUntil = Date.now() + times.lastsMs;
    this.timer = setInterval(() => void this.renew(), times.renewEveryMs);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** A database that is away is no reason to stop before the lease has run out. */
  private async renew(): Promise<void> {
    const renewedAt = Date.now();
    const isOurs = await this.extend().catch(() => (Date.now() < this.validUntil ? 'unknown' : 'unanswered'));
    if (isOurs === true) this.validUntil = renewedAt + this.times.lastsMs;
    if (isOurs === false) this.controller.abort(new LeaseLostError());
    if (isOurs === 'unanswered') this.controller.abort(new LeaseUnansweredError());
  }
}
