import { sleep } from './visit.js';

/** As the server tells of them (`/w/:slug/state`). */
interface PlayedSource {
  url: string;
  contentType: string;
  media: string | null;
}
interface VideoState {
  isGettingBetter: boolean;
  sources: PlayedSource[];
}

const firstWaitMs = 2_000;
const longestWaitMs = 15_000;
/** Events of a change of files are nothing that the viewer did: nobody else hears of them. */
const ownEvents = ['emptied', 'seeking', 'seeked', 'timeupdate', 'durationchange', 'ratechange'];

/**
 * A video plays before its good renditions are there. Takes them in place of the quick one as soon as they are, while
 * nothing is playing: whoever is in the middle of it notices nothing.
 */
export class BetterRenditions {
  constructor(
    private readonly video: HTMLVideoElement,
    private readonly slug: string,
  ) {}

  /** Asks until nothing better will come. */
  async start(): Promise<void> {
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 1.5, longestWaitMs)) {
      await sleep(waitMs);
      const state = await this.ask();
      if (state && this.isNew(state.sources)) {
        await this.untilNotPlaying();
        this.take(state.sources);
      }
      if (state && !state.isGettingBetter) return;
    }
  }

  private async ask(): Promise<VideoState | undefined> {
    if (document.visibilityState === 'hidden') return undefined;
    const reply = await fetch(`/w/${this.slug}/state${location.search}`).catch(() => undefined);
    return reply?.ok ? ((await reply.json()) as VideoState) : undefined;
  }

  private isNew(sources: readonly PlayedSource[]): boolean {
    const known = [...this.video.querySelectorAll('source')].map((source) => source.getAttribute('src'));
    return sources.length > 0 && sources.map(({ url }) => url).join(' ') !== known.join(' ');
  }

  private async untilNotPlaying(): Promise<void> {
    if (this.video.paused) return;
    await new Promise((resolve) => this.video.addEventListener('pause', resolve, { once: true }));
    // Whoever listens for the pause as well sees the file that was paused.
    await sleep(0);
    if (!this.video.paused) await this.untilNotPlaying();
  }

  private take(sources: readonly PlayedSource[]): void {
    const { video } = this;
    const { currentTime, playbackRate, defaultPlaybackRate } = video;
    this.keepQuiet(
      currentTime > 0 ? { until: 'seeked', still: this.stillOf() } : { until: 'loadedmetadata' },
    );
    for (const source of video.querySelectorAll('source')) source.remove();
    video.prepend(...sources.map(sourceElement));
    video.defaultPlaybackRate = playbackRate;
    video.load();
    video.currentTime = currentTime;
    video.defaultPlaybackRate = defaultPlaybackRate;
  }

  /** @param still covers the video until the other file shows the same picture */
  private keepQuiet({ until, still }: { until: string; still?: HTMLElement }): void {
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
    listen([...ownEvents, until], (event) => {
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
