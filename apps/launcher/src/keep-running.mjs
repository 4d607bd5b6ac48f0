import { setTimeout as sleep } from 'node:timers/promises';

/** More crashes than this within a minute are no accident. */
export const mostCrashesPerMinute = 5;

/**
 * How long to wait before the next start: 0.5 s, doubled with every crash of the last minute.
 *
 * @param {number[]} crashTimes milliseconds, the newest crash included
 * @param {number} now milliseconds
 * @returns {number | undefined} milliseconds; undefined = give up
 */
export function restartDelay(crashTimes, now) {
  const recent = crashTimes.filter((time) => now - time < 60_000).length;
  if (recent > mostCrashesPerMinute) return undefined;
  return 500 * 2 ** Math.max(0, recent - 1);
}

/**
 * Restarts a service whenever it ends by itself.
 *
 * @typedef {{ exited: Promise<number>, stop: () => Promise<void> }} Service
 */
export class KeptService {
  #current;
  #start;
  #report;
  #crashTimes = [];
  #stopping = new AbortController();
  #watching;

  /**
   * @param {Service} first the running service
   * @param {() => Promise<Service> | Service} start starts the next one
   * @param {{ crashed: (code: number) => void, gaveUp: () => void }} report
   */
  constructor(first, start, report) {
    this.#current = first;
    this.#start = start;
    this.#report = report;
    this.#watching = this.#watch();
  }

  /** Ends the service for good, also one that is just being started again. */
  async stop() {
    this.#stopping.abort();
    await this.#current.stop();
    await this.#watching;
    await this.#current.stop();
  }

  async #watch() {
    const { signal } = this.#stopping;
    for (;;) {
      const code = await this.#current.exited;
      if (signal.aborted) return;
      await this.#current.stop();
      this.#crashTimes.push(Date.now());
      const delay = restartDelay(this.#crashTimes, Date.now());
      if (delay === undefined) return void this.#report.gaveUp();
      this.#report.crashed(code);
      await Promise.allSettled([sleep(delay, undefined, { signal })]);
      if (signal.aborted) return;
      this.#current = await this.#next();
      // Told to stop while the new one was starting: `stop` ends it, nobody else would.
      if (signal.aborted) return;
    }
  }

  async #next() {
    try {
      return await this.#start();
    } catch {
      // A start that fails counts like a crash; its reason is in the log of the service.
      return { exited: Promise.resolve(1), stop: async () => {} };
    }
  }
}
