import type { Config } from '@app/config';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../adapters/tokens.js';

/**
 * Bounds how many ladders this process encodes at a time. A recording that somebody waits for is made playable beside them
 * and waits here for the rest, in the order of coming.
 */
@Injectable()
export class LadderSlots {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(@Inject(CONFIG) { workerConcurrency }: Pick<Config, 'workerConcurrency'>) {
    this.free = workerConcurrency;
  }

  /** Waits for a slot and keeps it while `work` lasts. @throws the signal's reason, if it comes before the slot does */
  async use<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    await this.take(signal);
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }

  private async take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.free > 0) {
      this.free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        this.waiting.splice(this.waiting.indexOf(enter), 1);
        reject(signal.reason as Error);
      };
      const enter = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      this.waiting.push(enter);
      signal.addEventListener('abort', leave, { once: true });
    });
  }
}
