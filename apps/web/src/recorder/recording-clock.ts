/**
 * Recorded time: runs while recording, stands still while paused. Also says for any moment of the page's clock
 * where it lies in the recording, so that picture and sound are cut at the very same points. Milliseconds throughout.
 */
export class RecordingClock {
  private readonly stretches: { beginMs: number; endMs: number | null; mediaMs: number }[] = [];

  /** @param now the page's monotonic clock */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Starts again from zero. */
  start(): void {
    this.stretches.length = 0;
    this.resume();
  }

  /** Stands still; calling it twice changes nothing. */
  pause(): void {
    const last = this.stretches.at(-1);
    if (last) last.endMs ??= this.now();
  }

  /** Goes on; calling it twice changes nothing. */
  resume(): void {
    if (this.isRunning) return;
    this.stretches.push({ beginMs: this.now(), endMs: null, mediaMs: this.elapsedMs() });
  }

  /** @returns recorded milliseconds so far */
  elapsedMs(): number {
    const last = this.stretches.at(-1);
    return last ? last.mediaMs + (last.endMs ?? this.now()) - last.beginMs : 0;
  }

  /**
   * Where a moment lies in the recording.
   * @param pageMs a moment of the page's clock, present or past
   * @returns null for a moment before the start, in a pause or after the end
   */
  mediaMsOf(pageMs: number): number | null {
    const stretch = this.stretches.findLast(({ beginMs }) => beginMs <= pageMs);
    if (!stretch || (stretch.endMs !== null && pageMs >= stretch.endMs)) return null;
    return stretch.mediaMs + pageMs - stretch.beginMs;
  }

  private get isRunning(): boolean {
    return this.stretches.at(-1)?.endMs === null;
  }
}
