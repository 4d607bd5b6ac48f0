import type { PlayedSource, SourceSwitch } from './source-switch.js';
import { sleep } from './visit.js';

interface VideoState {
  isGettingBetter: boolean;
  sources: PlayedSource[];
}

const firstWaitMs = 2_000;
const longestWaitMs = 15_000;

/**
 * A video plays before its good renditions are there. Takes them in place of the quick one as soon as they are, while
 * nothing is playing: whoever is in the middle of it notices nothing.
 */
export class BetterRenditions {
  constructor(
    private readonly video: HTMLVideoElement,
    private readonly slug: string,
    private readonly files: SourceSwitch,
  ) {}

  /** Asks until nothing better will come. */
  async start(): Promise<void> {
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 1.5, longestWaitMs)) {
      await sleep(waitMs);
      const state = await this.ask();
      if (state && this.files.isNew(state.sources)) {
        await this.untilNotPlaying();
        this.files.offer(state.sources);
      }
      if (state && !state.isGettingBetter) return;
    }
  }

  private async ask(): Promise<VideoState | undefined> {
    if (document.visibilityState === 'hidden') return undefined;
    const reply = await fetch(`/w/${this.slug}/state${location.search}`).catch(() => undefined);
    return reply?.ok ? ((await reply.json()) as VideoState) : undefined;
  }

  private async untilNotPlaying(): Promise<void> {
    if (this.video.paused) return;
    await new Promise((resolve) => this.video.addEventListener('pause', resolve, { once: true }));
    // Whoever listens for the pause as well sees the file that was paused.
    await sleep(0);
    if (!this.video.paused) await this.untilNotPlaying();
  }
}
