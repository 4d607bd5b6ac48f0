import type { Beacon, BeaconEvent, BeaconEventType, Span } from '@app/contracts';
import { BeaconSender } from './beacon-sender.js';
import type { PlayedTime } from './played-time.js';
import { SpanRecorder } from './span-recorder.js';
import type { Visit } from './visit.js';

const beaconEveryMs = 10_000;
const sampleEveryMs = 100;
/** A play that follows a trusted gesture within this time was started by it, milliseconds. */
const gestureReachMs = 1000;
const maxEvents = 64;
const maxSpans = 64;

/** Watches the player and tells the server what was really played: only while the tab is visible and nobody seeks. */
export class Tracker {
  private readonly recorder = new SpanRecorder();
  private readonly sender = new BeaconSender(() => this.nextBeacon());
  private readonly spans: Span[] = [];
  private readonly events: BeaconEvent[] = [];
  private seq = 0;
  private gestureAt = -Infinity;
  private hasToldInput = false;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly visit: Visit,
    private readonly time: PlayedTime,
  ) {}

  start(): void {
    this.watchInput();
    this.watchPlaying();
    setInterval(() => this.sample(), sampleEveryMs);
    setInterval(() => this.flush(), beaconEveryMs);
    document.addEventListener(
      'visibilitychange',
      () => document.visibilityState === 'hidden' && this.leave(),
    );
    addEventListener('pagehide', () => this.leave());
    void this.visit.touch().then(() => this.sender.wake());
  }

  private sample(): void {
    const { video } = this;
    const isPlaying = !video.paused && !video.ended && !video.seeking && video.readyState > 2;
    if (!isPlaying || document.visibilityState !== 'visible') return this.recorder.stop();
    const { playbackRate, muted } = video;
    const currentTime = this.time.shownAt(video.currentTime);
    this.recorder.observe({ currentTime, playbackRate, muted }, performance.now());
  }

  private watchPlaying(): void {
    const { video } = this;
    video.addEventListener('play', () =>
      this.note('played', performance.now() - this.gestureAt < gestureReachMs),
    );
    video.addEventListener('seeking', () => this.recorder.stop());
    for (const [event, type] of [
      ['pause', 'paused'],
      ['seeked', 'seeked'],
      ['ended', 'ended'],
    ] as const)
      video.addEventListener(event, () => {
        this.recorder.stop();
        this.note(type, performance.now() - this.gestureAt < gestureReachMs);
        this.flush();
      });
  }

  /** A media element's own events are always "trusted", even when a script plays: so the gesture itself is watched. */
  private watchInput(): void {
    const onInput = (event: Event) => {
      if (!event.isTrusted) return;
      this.gestureAt = performance.now();
      if (this.hasToldInput) return;
      this.hasToldInput = true;
      this.note('input', true);
    };
    for (const type of ['pointerdown', 'pointerup', 'keydown', 'wheel', 'touchend'])
      addEventListener(type, onInput, { passive: true, capture: true });
  }

  private note(type: BeaconEventType, isTrusted: boolean): void {
    if (this.events.length < maxEvents)
      this.events.push({ type, isTrusted, at: Math.round(this.time.shownAt(this.video.currentTime) * 1000) });
  }

  private flush(): void {
    this.spans.push(...this.recorder.take());
    if (this.spans.length + this.events.length === 0) return;
    void this.visit.touch().then(() => this.sender.wake());
  }

  private nextBeacon(): Beacon | undefined {
    const { opened } = this.visit;
    if (!opened || this.spans.length + this.events.length === 0) return undefined;
    return {
      token: opened.token,
      seq: this.seq++,
      spans: this.spans.splice(0, maxSpans),
      events: this.events.splice(0),
    };
  }

  private leave(): void {
    this.recorder.stop();
    this.spans.push(...this.recorder.take());
    this.sender.handOver();
  }
}
