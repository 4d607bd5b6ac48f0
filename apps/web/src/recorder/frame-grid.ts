/**
 * The moments at which pictures are made: an even grid, so that a late timer drops a picture instead of shifting
 * all that follow. The worker's own timer drives it, because every other clock of a hidden tab stops or slows.
 */
export class FrameGrid {
  private readonly stepMs: number;
  private lastIndex = -1;

  /**
   * @param startMs when the grid begins, monotonic milliseconds
   * @param framesPerSecond 1–60
   */
  constructor(
    private readonly startMs: number,
    framesPerSecond: number,
  ) {
    this.stepMs = 1000 / framesPerSecond;
  }

  /**
   * Takes the grid point that is due.
   * @returns its time in milliseconds, or null when that picture was made already
   */
  take(nowMs: number): number | null {
    const index = Math.floor((nowMs - this.startMs) / this.stepMs);
    if (index <= this.lastIndex) return null;
    this.lastIndex = index;
    return this.startMs + index * this.stepMs;
  }

  /** @returns milliseconds until the next grid point, at least 1 */
  untilNextMs(nowMs: number): number {
    const next = this.startMs + (this.lastIndex + 1) * this.stepMs;
    return Math.max(1, Math.ceil(next - nowMs));
  }
}
