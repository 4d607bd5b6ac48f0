import type { SourceSwitch } from './source-switch.js';

/** Whoever has waited for so long in the middle of a video, at once or bit by bit, has a line that cannot carry it. */
const patienceMs = 1_500;
/** Played for so long without waiting, the line is forgiven. */
const forgivenAfterMs = 10_000;

/** Goes on with a smaller rendition where the line is too slow for the one that plays, instead of letting the viewer wait. */
export class SlowLine {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waitingSince: number | undefined;
  private waitedMs = 0;
  private playedSince = 0;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly files: SourceSwitch,
  ) {}

  start(): void {
    this.video.addEventListener('waiting', () => this.onWaiting());
    // A jump takes its time on any line.
    this.video.addEventListener('seeking', () => (this.waitingSince = undefined));
    for (const over of ['playing', 'pause', 'ended', 'error'])
      this.video.addEventListener(over, () => this.onOver());
  }

  private onWaiting(): void {
    const now = performance.now();
    if (now - this.playedSince > forgivenAfterMs) this.waitedMs = 0;
    this.waitingSince ??= now;
    this.look(patienceMs - this.waitedMs);
  }

  private onOver(): void {
    clearTimeout(this.timer);
    this.playedSince = performance.now();
    this.waitedMs += this.playedSince - (this.waitingSince ?? this.playedSince);
    this.waitingSince = undefined;
  }

  private look(inMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const { video } = this;
      const { paused, seeking, readyState } = video;
      if (paused || readyState >= video.HAVE_FUTURE_DATA) return;
      // A line that is gone is not better for a smaller file.
      if (!seeking && navigator.onLine) {
        this.waitedMs = 0;
        this.waitingSince = undefined;
        if (!this.files.stepDown()) return;
      }
      this.look(patienceMs);
    }, inMs);
  }
}
