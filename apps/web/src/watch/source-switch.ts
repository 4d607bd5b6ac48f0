/** As the server tells of them (`/w/:slug/state`). */
export interface PlayedSource {
  url: string;
  contentType: string;
  media: string | null;
}

/** Events of a change of files are nothing that the viewer did: nobody else hears of them. */
const ownEvents = ['emptied', 'seeking', 'seeked', 'timeupdate', 'durationchange', 'ratechange'];

/** Puts other files of the same video in place of the one that plays, at the same moment. */
export class SourceSwitch {
  /** The line was too slow for so many of those that fit the window. */
  private stepsDown = 0;
  private offered: readonly PlayedSource[];

  constructor(private readonly video: HTMLVideoElement) {
    this.offered = [...video.querySelectorAll('source')].map((source) => ({
      url: source.getAttribute('src') ?? '',
      contentType: source.type,
      media: source.getAttribute('media'),
    }));
  }

  /** Whether these are other files than those that were offered last. */
  isNew(sources: readonly PlayedSource[]): boolean {
    return sources.length > 0 && addressesOf(sources) !== addressesOf(this.offered);
  }

  /** Plays these from now on, but none that was too much for the line. */
  offer(sources: readonly PlayedSource[]): void {
    this.offered = sources;
    this.take(this.allowed());
  }

  /** Plays the next smaller one. @returns whether there is one */
  stepDown(): boolean {
    const before = addressesOf(this.allowed());
    this.stepsDown += 1;
    const allowed = this.allowed();
    const isSmaller = addressesOf(allowed) !== before;
    if (isSmaller) this.take(allowed);
    else this.stepsDown -= 1;
    return isSmaller;
  }

  private allowed(): readonly PlayedSource[] {
    if (this.stepsDown === 0) return this.offered;
    const fitting = this.offered.filter(({ media }) => media === null || matchMedia(media).matches);
    return fitting.slice(Math.min(this.stepsDown, fitting.length - 1));
  }

  private take(sources: readonly PlayedSource[]): void {
    const { video } = this;
    const { currentTime, playbackRate, defaultPlaybackRate, paused } = video;
    this.keepQuiet(
      paused ? ownEvents : [...ownEvents, 'play'],
      currentTime > 0 ? { until: 'seeked', still: this.stillOf() } : { until: 'loadedmetadata' },
    );
    for (const source of video.querySelectorAll('source')) source.remove();
    video.prepend(...sources.map(sourceElement));
    video.defaultPlaybackRate = playbackRate;
    video.load();
    video.currentTime = currentTime;
    video.defaultPlaybackRate = defaultPlaybackRate;
    // A change of files pauses; one that cannot play tells so by an event of its own.
    if (!paused) void video.play().catch(() => undefined);
  }

  /** @param still covers the video until the other file shows the same picture */
  private keepQuiet(
    events: readonly string[],
    { until, still }: { until: string; still?: HTMLElement },
  ): void {
    const { video } = this;
    const over = new AbortController();
    const end = () => {
      over.abort();
      still?.remove();
    };
    const listen = (names: readonly string[], listener: (event: Event) => void) => {
      for (const name of names)
        video.addEventListener(name, listener, { capture: true, signal: over.signal });
    };
    listen(['playing', 'error'], end);
    listen([...events, until], (event) => {
      event.stopImmediatePropagation();
      if (event.type === until) end();
    });
    if (still) video.after(still);
  }

  private stillOf(): HTMLElement {
    const still = document.createElement('canvas');
    still.className = 'still';
    [still.width, still.height] = [this.video.videoWidth, this.video.videoHeight];
    still.getContext('2d')?.drawImage(this.video, 0, 0);
    return still;
  }
}

function sourceElement({ url, contentType, media }: PlayedSource): HTMLSourceElement {
  const source = document.createElement('source');
  [source.src, source.type] = [url, contentType];
  if (media) source.media = media;
  return source;
}

const addressesOf = (sources: readonly PlayedSource[]) => sources.map(({ url }) => url).join(' ');
