import type { LiveEncodingRepository } from '@app/database';

/** How long a lease lasts without renewal, ms: whoever waits for a dead encoder waits no longer than this. */
export const liveLeaseMs = 5_000;
/** Also how old the news of its progress may be. */
const renewEveryMs = 500;

/** Somebody else encodes this upload, or it is there no more. */
export class LiveLeaseLostError extends Error {
  constructor() {
    super('The lease on this live encoding was lost.');
  }
}

/** Keeps a live encoding's lease alive and tells how far it is; `signal` is aborted when it is lost. */
export class LiveLease {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly encodings: Pick<LiveEncodingRepository, 'renew'>,
    private readonly uploadId: string,
    private readonly holder: string,
    private readonly takenBytes: () => number,
  ) {
    this.timer = setInterval(() => void this.renew(), renewEveryMs);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** A database that is away for a moment is no reason to stop: nobody else can take the work meanwhile. */
  private async renew(): Promise<void> {
    const isOurs = await this.encodings
      .renew(this.uploadId, this.holder, liveLeaseMs, this.takenBytes())
      .catch(() => true);
    if (!isOurs) this.controller.abort(new LiveLeaseLostError());
  }
}
