import type { PictureCounts } from '../picture-probe';
import { initialSnapshot } from '../recorder-snapshot';
import type { WarningKind } from './measurement';
import { watchForWarnings, type MonitoredSession } from './warning-monitor';

const well: PictureCounts = {
  due: 15,
  made: 15,
  screen: { frames: 0, brightness: null },
  camera: { frames: 15, brightness: 150 },
};

/** A recording of a camera and a microphone, told by the numbers that its parts would give. */
class FakeRecording implements MonitoredSession {
  nowMs = 0;
  written: number | null = 0;
  sound = { peak: 0.2, clippedShare: 0 };
  phase: 'recording' | 'paused' = 'recording';
  isCameraMuted = false;
  readonly reports: (readonly WarningKind[])[] = [];
  private counted: (counts: PictureCounts) => void = () => undefined;

  readonly stage: MonitoredSession['stage'] = {
    watchPicture: (report) => {
      this.counted = report;
      return () => (this.counted = () => undefined);
    },
    readSound: (channel) => (channel === 'microphone' ? this.sound : null),
    trackOf: (source) => (source === 'screen' ? null : { muted: source === 'camera' && this.isCameraMuted }),
  };
  readonly snapshot = () => ({ ...initialSnapshot, phase: this.phase });
  readonly elapsedMs = () => 0;
  readonly pictures = () => this.written;
  readonly end = watchForWarnings(
    this,
    (warnings) => this.reports.push(warnings),
    () => this.nowMs,
  );

  run(seconds: number, counts: Partial<PictureCounts> = {}, writtenEach = 15): this {
    for (let step = 0; step < seconds * 2; step += 1) {
      this.nowMs += 500;
      if (this.written !== null) this.written += writtenEach;
      this.counted({ ...well, ...counts });
    }
    return this;
  }
}

const recordings: FakeRecording[] = [];
const recording = () => {
  const made = new FakeRecording();
  recordings.push(made);
  return made;
};

describe('watchForWarnings', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    for (const made of recordings.splice(0)) made.end();
    jest.useRealTimers();
  });

  it('reports a change once, and says nothing while all is well', () => {
    const tape = recording().run(60);
    expect(tape.reports).toEqual([]);
    tape.sound = { peak: 0, clippedShare: 0 };
    tape.run(20);
    tape.sound = { peak: 0.2, clippedShare: 0 };
    tape.run(20);
    expect(tape.reports).toEqual([['silent-microphone'], []]);
  });

  it('asks nothing of a screen that is not shared', () => {
    expect(recording().run(30, { screen: { frames: 0, brightness: 0 } }).reports).toEqual([]);
  });

  it('knows a camera that its system has muted', () => {
    const tape = recording();
    tape.isCameraMuted = true;
    expect(tape.run(5).reports).toEqual([['frozen-camera']]);
  });

  it('counts what the encoder wrote, where it tells', () => {
    expect(recording().run(15, {}, 6).reports).toEqual([['dropped-frames']]);
    const untold = recording();
    untold.written = null;
    expect(untold.run(15).reports).toEqual([]);
  });

  it('speaks for a composer that hangs', () => {
    const tape = recording().run(10);
    for (let second = 0; second < 12; second += 1) {
      tape.nowMs += 1250;
      jest.advanceTimersByTime(1250);
    }
    expect(tape.reports.at(-1)).toContain('dropped-frames');
  });

  it('hears nothing any more after its end', () => {
    const tape = recording();
    tape.end();
    tape.sound = { peak: 0, clippedShare: 0 };
    expect(tape.run(20).reports).toEqual([]);
  });
});
