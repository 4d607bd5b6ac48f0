/**
 * Lets a page draw on ticks that come from elsewhere, without falling behind them: a tick that waited while a picture was
 * being drawn is passed over. A slow computer makes fewer pictures, and goes on answering everything else in between.
 */
export class TickGate {
  private drawnAtMs = Number.NEGATIVE_INFINITY;

  /** @param now milliseconds since 1970, on the clock that ticks are stamped with */
  constructor(private readonly now: () => number = () => performance.timeOrigin + performance.now()) {}

  /** Draws, unless the tick is stale. @param sentAtMs when the tick was sent */
  run(sentAtMs: number, draw: () => void): void {
    if (sentAtMs < this.drawnAtMs) return;
    draw();
    this.drawnAtMs = this.now();
  }
}
