import { type CaptionCue, cutIntoCues } from '@app/contracts';
import type { RecorderSnapshot } from './recorder-snapshot';
import type { CreateRecogniser, SpeechRecogniser } from './speech-recogniser';

/** As much of a recording session as live captions follow. */
export interface FollowedSession {
  subscribe(listener: () => void): () => void;
  snapshot(): Pick<RecorderSnapshot, 'phase' | 'video'>;
  /** Recorded milliseconds, pauses left out. */
  elapsedMs(): number;
}

/** What a screen shows of live captions. A new object for every change. */
export interface LiveCaptionsState {
  isOn: boolean;
  /** The latest words, while recording. */
  latest: string;
  /** The browser refused to hear. */
  isRefused: boolean;
  saving: 'none' | 'saving' | 'saved' | 'failed';
}

/** How long after its first words a phrase is first told, milliseconds, as measured in Chrome. */
const leadMs = 600;
/** Pause before a recogniser that ended by itself is started again, milliseconds. */
const restartMs = 250;

/** Everything outside, so that a test can replace it. */
export interface LiveCaptionsParts {
  session: FollowedSession;
  createRecogniser: CreateRecogniser;
  /** Stores the captions of a video. */
  save(videoId: string, language: string, cues: CaptionCue[]): Promise<void>;
  setTimer(act: () => void, ms: number): void;
}

/**
 * Captions from speech recognition while recording: follows a session from outside, takes its clock for the times, and
 * stores what was heard when the recording is finished. Off until somebody turns it on.
 */
export class LiveCaptions {
  private readonly listeners = new Set<() => void>();
  private readonly unsubscribe: () => void;
  private state: LiveCaptionsState = { isOn: false, latest: '', isRefused: false, saving: 'none' };
  private language = 'en';
  private recogniser: SpeechRecogniser | null = null;
  private cues: CaptionCue[] = [];
  /** Where the phrase that is being heard began, recorded milliseconds. */
  private phraseFromMs: number | null = null;
  private phase: RecorderSnapshot['phase'] = 'idle';
  private unfinished = '';

  constructor(private readonly parts: LiveCaptionsParts) {
    this.unsubscribe = parts.session.subscribe(() => this.follow());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): LiveCaptionsState => this.state;

  /** @param language BCP 47 */
  turnOn(language: string): void {
    this.language = language;
    this.publish({ isOn: true, isRefused: false });
    this.listen(this.phase === 'recording');
  }

  turnOff(): void {
    this.listen(false);
    this.cues = [];
    this.publish({ isOn: false, latest: '' });
  }

  /** Stores what was heard; again after a failure. */
  async save(): Promise<void> {
    const { video } = this.parts.session.snapshot();
    this.endPhrase(this.unfinished);
    if (!video || !this.state.isOn || this.cues.length === 0) return;
    this.publish({ saving: 'saving' });
    const isSaved = await this.parts.save(video.id, this.language, this.cues).then(
      () => true,
      () => false,
    );
    this.publish({ saving: isSaved ? 'saved' : 'failed' });
  }

  close(): void {
    this.unsubscribe();
    this.listeners.clear();
    this.recogniser?.stop();
    this.recogniser = null;
  }

  private follow(): void {
    const { phase } = this.parts.session.snapshot();
    if (phase === this.phase) return;
    this.phase = phase;
    if (phase === 'countdown') this.forget();
    this.listen(this.state.isOn && phase === 'recording');
    if (phase === 'finished') void this.save();
  }

  private forget(): void {
    this.cues = [];
    this.unfinished = '';
    this.phraseFromMs = null;
    this.publish({ latest: '', saving: 'none' });
  }

  /** Hears, or not: in a pause nothing is said that belongs to the video. */
  private listen(isWanted: boolean): void {
    if (!isWanted) {
      this.recogniser?.stop();
      this.recogniser = null;
      return;
    }
    if (this.recogniser || this.state.isRefused) return;
    const recogniser = this.parts.createRecogniser(this.language, {
      onPhrase: (text, isFinal) => this.hear(text, isFinal),
      onEnd: () => this.restart(recogniser),
      onRefused: () => this.publish({ isRefused: true }),
    });
    this.recogniser = recogniser;
    recogniser.start();
  }

  private restart(ended: SpeechRecogniser): void {
    if (this.recogniser !== ended) return;
    this.recogniser = null;
    this.endPhrase(this.unfinished);
    this.parts.setTimer(() => this.listen(this.state.isOn && this.phase === 'recording'), restartMs);
  }

  private hear(text: string, isFinal: boolean): void {
    if (!this.state.isOn || text.trim() === '') return;
    this.phraseFromMs ??= Math.max(this.cues.at(-1)?.toMs ?? 0, this.parts.session.elapsedMs() - leadMs);
    this.unfinished = text;
    this.publish({ latest: text.trim() });
    if (isFinal) this.endPhrase(text);
  }

  /** A phrase becomes captions, in recorded time. */
  private endPhrase(text: string): void {
    const fromMs = Math.round(this.phraseFromMs ?? 0);
    const toMs = Math.max(fromMs + 1, Math.round(this.parts.session.elapsedMs()));
    this.cues.push(...cutIntoCues(text, fromMs, toMs));
    this.phraseFromMs = null;
    this.unfinished = '';
  }

  private publish(change: Partial<LiveCaptionsState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
