/**
 * Measures a running recording and lets the rules judge it. Driven by the composer's counts, because they come from
 * a worker: the page's own timers slow down in a hidden tab, which is where it is while a rep shows something.
 */
import { framesPerSecond } from '../picture-composer';
import type { PictureCounts, SourceCounts } from '../picture-probe';
import type { RecorderSnapshot } from '../recorder-snapshot';
import type { SoundReading } from '../sound-probe';
import type { Measurement, PictureReading, WarningKind } from './measurement';
import { WarningJudge } from './warning-judge';

/** What the monitor needs of the session. */
export interface MonitoredSession {
  snapshot(): RecorderSnapshot;
  elapsedMs(): number;
  pictures(): number | null;
  readonly stage: {
    watchPicture(report: (counts: PictureCounts) => void): () => void;
    readSound(channel: 'microphone' | 'screen'): SoundReading | null;
    trackOf(source: 'screen' | 'camera' | 'microphone'): Pick<MediaStreamTrack, 'muted'> | null;
  };
}

/** Makes one measurement. @param written pictures that the engine wrote since the one before */
export function measure(
  session: MonitoredSession,
  counts: PictureCounts,
  atMs: number,
  written: number | null,
): Measurement {
  const { stage } = session;
  const { phase, upload } = session.snapshot();
  const microphone = stage.trackOf('microphone');
  const sound = stage.readSound('microphone');
  const pictureOf = (source: 'screen' | 'camera', { frames, brightness }: SourceCounts) => {
    const track = stage.trackOf(source);
    return track && ({ isMuted: track.muted, frames, brightness } satisfies PictureReading);
  };
  return {
    atMs,
    isRecording: phase === 'recording',
    microphone: microphone && sound && { isMuted: microphone.muted, ...sound },
    screenSoundPeak: stage.readSound('screen')?.peak ?? null,
    camera: pictureOf('camera', counts.camera),
    screen: pictureOf('screen', counts.screen),
    pictures: { due: counts.due, made: counts.made, written },
    upload: {
      recordedMs: session.elapsedMs(),
      recordedBytes: upload.recordedBytes,
      acknowledgedMs: upload.acknowledgedMs,
      isConnected: upload.network === 'ok',
    },
  };
}

/** The composer reports twice a second; after this long without a report it hangs and makes no pictures. */
const hangMs = 2500;
const framesPerMs = framesPerSecond / 1000;

/** One recording under watch. */
class WarningMonitor {
  private readonly judge = new WarningJudge();
  private standing = '';
  private written: number | null;
  private last: { counts: PictureCounts; atMs: number } | null = null;

  constructor(
    private readonly session: MonitoredSession,
    private readonly report: (warnings: readonly WarningKind[]) => void,
    private readonly now: () => number,
  ) {
    this.written = session.pictures();
  }

  take(counts: PictureCounts): void {
    const atMs = this.now();
    const { written } = this;
    this.last = { counts, atMs };
    this.written = this.session.pictures();
    const since = written === null || this.written === null ? null : Math.max(0, this.written - written);
    const warnings = this.judge.take(measure(this.session, counts, atMs, since));
    if (warnings.join(' ') === this.standing) return;
    this.standing = warnings.join(' ');
    this.report(warnings);
  }

  /** Stands in for a composer that says nothing. */
  check(): void {
    const silentMs = this.now() - (this.last?.atMs ?? this.now());
    if (this.last && silentMs > hangMs)
      this.take({ ...this.last.counts, due: Math.round(silentMs * framesPerMs), made: 0 });
  }
}

/**
 * Watches a recording from now on.
 * @param report told the standing warnings whenever they change
 * @param now monotonic milliseconds
 * @returns a function that ends it
 */
export function watchForWarnings(
  session: MonitoredSession,
  report: (warnings: readonly WarningKind[]) => void,
  now: () => number = () => performance.now(),
): () => void {
  const monitor = new WarningMonitor(session, report, now);
  const end = session.stage.watchPicture((counts) => monitor.take(counts));
  const timer = setInterval(() => monitor.check(), hangMs / 2);
  return () => {
    clearInterval(timer);
    end();
  };
}
