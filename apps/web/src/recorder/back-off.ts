/** How long to wait before try number `attempt` (0 = the first repetition): doubling from 0.5 s to at most 8 s. */
export function backOffMs(attempt: number): number {
  return Math.min(8000, 500 * 2 ** Math.min(attempt, 10));
}

/** Waiting, as something a test can replace. */
export interface Waiter {
  /** Resolves after `ms` milliseconds, or at once when {@link Waiter.wake} is called. */
  wait(ms: number): Promise<void>;
  /** Ends every wait now. */
  wake(): void;
}

/** Waits by the browser's timer; coming online again ends the wait early. */
export class TimerWaiter implements Waiter {
  private readonly sleepers = new Set<() => void>();

  constructor() {
    globalThis.addEventListener?.('online', () => this.wake());
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.sleepers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.sleepers.add(done);
    });
  }

  wake(): void {
    for (const done of this.sleepers) done();
  }
}
