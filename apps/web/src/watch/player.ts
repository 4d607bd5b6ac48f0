import type { Captions } from './captions.js';
import { clock } from './clock.js';
import { element } from './page-facts.js';
import type { PlayedTime } from './played-time.js';

const skipSeconds = 5;
const speeds = [1, 1.25, 1.5, 2, 0.75];

/** Our own controls over the native player; without this script the browser's own are shown. */
export class Player {
  private readonly stage = element<HTMLElement>('stage');
  private readonly seekBar = element<HTMLInputElement>('seek');
  private readonly playButton = element<HTMLButtonElement>('play');
  private readonly bigPlayButton = element<HTMLButtonElement>('big-play');
  private readonly muteButton = element<HTMLButtonElement>('mute');
  private readonly speedButton = element<HTMLButtonElement>('speed');
  private readonly pictureButton = element<HTMLButtonElement>('picture');
  private readonly fullButton = element<HTMLButtonElement>('full');
  private isScrubbing = false;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly time: PlayedTime,
    /** How long plays what is shown. */
    private readonly knownDurationSeconds: number,
    private readonly captions: Pick<Captions, 'next'>,
    /** The file cannot be played. Resolves to whether the page goes on with another one. */
    private readonly renew: () => Promise<boolean>,
  ) {}

  /** @param atSeconds where to begin, if not at the beginning */
  start(atSeconds?: number): void {
    this.video.controls = false;
    this.stage.classList.add('is-scripted');
    this.pictureButton.hidden = !document.pictureInPictureEnabled;
    this.fullButton.hidden = !document.fullscreenEnabled && !('webkitEnterFullscreen' in this.video);
    this.bindButtons();
    this.bindSeekBar();
    document.addEventListener('keydown', (event) => this.onKey(event));
    for (const event of [
      'play',
      'pause',
      'ended',
      'timeupdate',
      'durationchange',
      'progress',
      'volumechange',
      'ratechange',
      'waiting',
      'playing',
    ])
      this.video.addEventListener(event, () => this.show());
    this.video.addEventListener('error', ({ target }) => this.onError(target), true);
    // A file that is gone may have failed before this script was there to hear it.
    if (this.video.networkState === HTMLMediaElement.NETWORK_NO_SOURCE) void this.onFailure();
    this.video.addEventListener('loadeddata', () => this.stage.classList.remove('has-failed'));
    this.video.addEventListener('timeupdate', () => this.skip());
    if (atSeconds !== undefined || this.time.skipFrom(0) !== undefined) this.seek(atSeconds ?? 0);
    this.show();
  }

  /** Jumps to a moment of the clock, seconds. */
  seek(seconds: number): void {
    this.video.currentTime = this.time.fileAt(Math.min(Math.max(0, seconds), this.duration()));
  }

  /** Plays from where it stands; from the beginning after the end. */
  play(): void {
    if (this.time.skipFrom(this.video.currentTime) === Infinity) this.seek(0);
    // Aborted: paused before it began, or another file took the place of this one.
    void this.video
      .play()
      .catch((error: DOMException) => error.name === 'AbortError' || void this.onFailure());
    this.follow();
  }

  /** Tells the moment of the clock, seconds, whenever it changes. */
  onTime(tell: (seconds: number) => void): void {
    this.video.addEventListener('timeupdate', () => tell(this.now()));
  }

  private now(): number {
    return this.time.shownAt(this.video.currentTime);
  }

  /** What was cut is not shown for a frame: looks at every one while it plays. */
  private follow(): void {
    this.skip();
    if (!this.video.paused) requestAnimationFrame(() => this.follow());
  }

  private skip(): void {
    const to = this.video.seeking ? undefined : this.time.skipFrom(this.video.currentTime);
    if (to === Infinity) this.video.pause();
    else if (to !== undefined) this.video.currentTime = to;
  }

  /** A source that fails is followed by the next one; only after the last is there nothing to play. */
  private onError(target: EventTarget | null): void {
    const last = this.video.querySelector('source:last-of-type');
    if (target === this.video || target === last) void this.onFailure();
  }

  private async onFailure(): Promise<void> {
    if (!(await this.renew().catch(() => false))) this.stage.classList.add('has-failed');
  }

  /**
   * Jumps to a position of the file, seconds, and plays from there: what somebody asks for who chooses a line of the
   * transcript, whose captions are the file's.
   */
  playFrom(seconds: number): void {
    this.seek(this.time.shownAt(seconds));
    if (this.video.paused) this.play();
  }

  /** How long plays what is shown, seconds. */
  duration(): number {
    if (this.time.skipFrom(Infinity) !== undefined) return this.knownDurationSeconds;
    return Number.isFinite(this.video.duration) && this.video.duration > 0
      ? this.video.duration
      : this.knownDurationSeconds;
  }

  private toggle(): void {
    if (this.video.paused || this.video.ended) this.play();
    else this.video.pause();
  }

  private bindButtons(): void {
    const { video } = this;
    for (const button of [this.playButton, this.bigPlayButton])
      button.addEventListener('click', () => this.toggle());
    video.addEventListener('click', () => this.toggle());
    this.muteButton.addEventListener('click', () => (video.muted = !video.muted));
    this.speedButton.addEventListener('click', () => this.nextSpeed());
    this.pictureButton.addEventListener('click', () => void this.togglePicture());
    this.fullButton.addEventListener('click', () => void this.toggleFull());
  }

  private bindSeekBar(): void {
    const { seekBar } = this;
    seekBar.addEventListener('input', () => {
      this.isScrubbing = true;
      this.seek((Number(seekBar.value) / 1000) * this.duration());
      this.show();
    });
    seekBar.addEventListener('change', () => (this.isScrubbing = false));
  }

  private nextSpeed(): void {
    this.video.playbackRate = speeds[(speeds.indexOf(this.video.playbackRate) + 1) % speeds.length] ?? 1;
  }

  private async togglePicture(): Promise<void> {
    if (document.pictureInPictureElement) await document.exitPictureInPicture();
    else await this.video.requestPictureInPicture();
  }

  private async toggleFull(): Promise<void> {
    if (document.fullscreenElement) await document.exitFullscreen();
    else if (document.fullscreenEnabled) await this.stage.requestFullscreen();
    else (this.video as HTMLVideoElement & { webkitEnterFullscreen?(): void }).webkitEnterFullscreen?.();
  }

  private onKey(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      /^(input|textarea|select)$/i.test(target.tagName) ||
      target.isContentEditable
    )
      return;
    if (event.key === ' ' && target.closest('button, a')) return;
    const action = this.actionOf(event.key.toLowerCase());
    if (!action) return;
    event.preventDefault();
    action();
  }

  private actionOf(key: string): (() => void) | undefined {
    const { video } = this;
    const actions: Record<string, () => void> = {
      ' ': () => this.toggle(),
      k: () => this.toggle(),
      arrowleft: () => this.seek(this.now() - skipSeconds),
      arrowright: () => this.seek(this.now() + skipSeconds),
      m: () => (video.muted = !video.muted),
      f: () => void this.toggleFull(),
      c: () => this.captions.next(),
    };
    return actions[key];
  }

  private show(): void {
    const { video, stage } = this;
    const duration = this.duration();
    const isPlaying = !video.paused && !video.ended;
    stage.classList.toggle('is-playing', isPlaying);
    stage.classList.toggle('has-started', isPlaying || video.currentTime > 0);
    stage.classList.toggle('is-waiting', isPlaying && video.readyState < 3);
    stage.classList.toggle('is-muted', video.muted);
    this.playButton.setAttribute('aria-label', isPlaying ? 'Pause' : 'Play');
    this.muteButton.setAttribute('aria-label', video.muted ? 'Sound on' : 'Sound off');
    this.speedButton.textContent = `${video.playbackRate}×`;
    element('time').textContent = `${clock(this.now())} / ${clock(duration)}`;
    const share = duration > 0 ? this.now() / duration : 0;
    if (!this.isScrubbing) this.seekBar.value = String(Math.round(share * 1000));
    this.seekBar.setAttribute('aria-valuetext', `${clock(this.now())} of ${clock(duration)}`);
    const buffered =
      video.buffered.length > 0 && duration > 0
        ? this.time.shownAt(video.buffered.end(video.buffered.length - 1)) / duration
        : 0;
    this.seekBar.style.setProperty('--played', `${share * 100}%`);
    this.seekBar.style.setProperty('--buffered', `${buffered * 100}%`);
  }
}
