import type { Span } from '@app/contracts';

/** What the recorder needs to know of a media element at a moment. */
export interface Playhead {
  /** Seconds. */
  currentTime: number;
  playbackRate: number;
  muted: boolean;
}

/**
 * Turns the playing of a media element into spans: media milliseconds played in one go, at one rate.
 * Times come from the page's monotonic clock; nothing here knows of the DOM, so that it can be tested.
 */
export class SpanRecorder {
  private open?: {
    from: number;
    to: number;
    rate: number;
    muted: boolean;
    startedAt: number;
    seenAt: number;
  };
  private readonly closed: Span[] = [];

  /** Playing goes on (or begins) at this position. Call it at least four times a second while playing. */
  observe({ currentTime, playbackRate, muted }: Playhead, now: number): void {
    const position = currentTime * 1000;
    const { open } = this;
    const isSame =
      open &&
      open.rate === playbackRate &&
      open.muted === muted &&
      position >= open.to &&
      !jumped(open, position, now);
    if (!isSame) {
      this.stop();
      this.open = { from: position, to: position, rate: playbackRate, muted, startedAt: now, seenAt: now };
      return;
    }
    open.to = position;
    open.seenAt = now;
  }

  /** Playing stopped, for whatever reason: pause, seek, stall, end, hidden tab. What was seen so far stays. */
  stop(): void {
    const { open } = this;
    this.open = undefined;
    if (!open) return;
    const { rate, muted } = open;
    const [from, to] = [Math.round(open.from), Math.round(open.to)];
    if (to > from)
      this.closed.push({ from, to, rate, muted, elapsed: Math.round(open.seenAt - open.startedAt) });
  }

  /** Hands over everything played since the last call; an open span is cut here and goes on after it. */
  take(): Span[] {
    const { open } = this;
    if (open && open.to > open.from) {
      this.stop();
      this.open = { ...open, from: open.to, startedAt: open.seenAt };
    }
    return this.closed.splice(0);
  }
}

/** The position ran further than the clock allows: a seek that nobody announced. */
function jumped(open: { to: number; rate: number; seenAt: number }, position: number, now: number): boolean {
  return position - open.to > (now - open.seenAt) * open.rate * 1.1 + 500;
}
