import { element } from './page-facts.js';

/** A `<video>` of Safari on phones, whose full screen shows nothing but the video itself. */
type PhoneEvent = 'webkitbeginfullscreen' | 'webkitendfullscreen';

/**
 * Captions in our own look, above our own controls: the browser reads the file and keeps the time, we show the words.
 * Without this script the browser shows them itself.
 */
export class Captions {
  readonly tracks: TextTrack[];
  private readonly box = element<HTMLElement>('cue');
  private readonly button = document.getElementById('captions');
  /** −1: off. */
  private chosen = -1;

  constructor(private readonly video: HTMLVideoElement) {
    this.tracks = [...video.textTracks].filter(({ kind }) => kind === 'captions');
  }

  start(): void {
    for (const track of this.tracks) {
      track.mode = 'disabled';
      track.addEventListener('cuechange', () => this.show());
    }
    this.button?.addEventListener('click', () => this.next());
    this.onPhone('webkitbeginfullscreen', 'showing');
    this.onPhone('webkitendfullscreen', 'hidden');
    this.label();
  }

  /** Off, then one language after the other. */
  next(): void {
    if (this.tracks.length === 0) return;
    this.chosen = this.chosen + 1 < this.tracks.length ? this.chosen + 1 : -1;
    const { track } = this;
    // `hidden`: read and timed by the browser, shown by us.
    if (track) track.mode = 'hidden';
    this.label();
    this.show();
  }

  private get track(): TextTrack | undefined {
    return this.tracks[this.chosen];
  }

  private show(): void {
    const text = this.box.firstElementChild as HTMLElement;
    const cues = [...(this.track?.activeCues ?? [])] as VTTCue[];
    text.lang = this.track?.language ?? '';
    text.replaceChildren(...cues.flatMap((cue, index) => [...(index > 0 ? ['\n'] : []), cue.getCueAsHTML()]));
    this.box.hidden = cues.length === 0;
  }

  private label(): void {
    this.button?.setAttribute('aria-pressed', String(this.chosen >= 0));
    this.button?.setAttribute('aria-label', this.track ? `Captions: ${this.track.label}` : 'Captions');
  }

  private onPhone(event: PhoneEvent, mode: TextTrackMode): void {
    this.video.addEventListener(event, () => this.track && (this.track.mode = mode));
  }
}
