import { AppError } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { createHmac, randomBytes } from 'node:crypto';

/** Tries within the window before a caller has to wait. */
const maxAttempts = 10;
const windowMs = 5 * 60 * 1000;
/** Keys kept before the expired ones are swept out. */
const sweepAt = 10_000;

/**
 * Slows down guessing: ten tries in five minutes for each network address and mail address, in a sliding window.
 * Kept in this process only, under a hash with a key that nobody keeps: no raw address is stored (7-trust, Q11).
 */
@Injectable()
export class AttemptLimiter {
  private readonly secret = randomBytes(32);
  private readonly attempts = new Map<string, number[]>();

  /** Counts a try. @param nowMs milliseconds since 1970. @throws too-many-requests */
  take(address: string, email: string, nowMs = Date.now()): void {
    const key = this.keyOf(address, email);
    const recent = (this.attempts.get(key) ?? []).filter((atMs) => atMs > nowMs - windowMs);
    if (recent.length >= maxAttempts) {
      const retryAfterSeconds = Math.ceil((recent[0]! + windowMs - nowMs) / 1000);
      throw new AppError('too-many-requests', { retryAfterSeconds });
    }
    if (this.attempts.size >= sweepAt) this.sweep(nowMs);
    this.attempts.set(key, [...recent, nowMs]);
  }

  /** Forgets the tries of somebody who has proved who they are. */
  succeed(address: string, email: string): void {
    this.attempts.delete(this.keyOf(address, email));
  }

  private keyOf(address: string, email: string): string {
    return createHmac('sha256', this.secret)
      .update(JSON.stringify([address, email]))
      .digest('base64');
  }

  private sweep(nowMs: number): void {
    for (const [key, times] of this.attempts)
      if (times.every((atMs) => atMs <= nowMs - windowMs)) this.attempts.delete(key);
  }
}
