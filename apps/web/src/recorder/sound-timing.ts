/**
 * Finds where sound lies on the page's clock. Its own timestamps are even but count from an unknown zero, and
 * arrival is late by whatever the computer was busy with: the smallest lateness seen is the truth.
 */
export class SoundTiming {
  private offsetMs = Number.POSITIVE_INFINITY;
  private heard = 0;
  private isFrozen = false;

  /** @param delayMs how much later than its picture sound comes out of the mixer, a constant of the browser; ≥ 0 */
  constructor(private readonly delayMs = 0) {}

  /**
   * Takes note of a piece of sound.
   * @param timestampMs its beginning by its own clock
   * @param arrivedMs when it reached us, on the page's clock
   * @returns when it was heard, on the page's clock
   */
  place(timestampMs: number, durationMs: number, arrivedMs: number): number {
    this.heard += 1;
    if (!this.isFrozen) this.offsetMs = Math.min(this.offsetMs, arrivedMs - durationMs - timestampMs);
    return timestampMs + this.offsetMs - this.delayMs;
  }

  /** How many pieces were heard so far. */
  get pieces(): number {
    return this.heard;
  }

  /** From now on nothing shifts any more: a recording has begun. */
  freeze(): void {
    this.isFrozen = true;
  }
}
