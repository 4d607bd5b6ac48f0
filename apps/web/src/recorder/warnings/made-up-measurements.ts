/** Measurements for the tests of the rules: everything is well unless a test says otherwise. */
import type { Measurement, WarningKind } from './measurement';
import { WarningJudge } from './warning-judge';
import type { WarningRule } from './warning-rule';

/** What a test changes of a measurement that is well. */
export type Change = Partial<Measurement>;

/** Milliseconds between two made-up measurements, as in life. */
export const stepMs = 500;

/** What the encoder has made of so much time, a part every second. */
export const carried = (recordedMs: number) => ({
  recordedMs,
  recordedBytes: Math.floor(recordedMs / 1000) * 300_000,
});

/** A measurement in which nothing is wrong. */
export function allWell(atMs: number, change: Change = {}): Measurement {
  return {
    atMs,
    isRecording: true,
    microphone: { isMuted: false, peak: 0.3, clippedShare: 0 },
    screenSoundPeak: null,
    camera: { isMuted: false, frames: 15, brightness: 180 },
    screen: { isMuted: false, frames: 0, brightness: 230 },
    pictures: { due: 15, made: 15, written: 15 },
    upload: { ...carried(atMs), acknowledgedMs: Math.max(0, atMs - 2000), isConnected: true },
    ...change,
  };
}

/** Lets one rule (or all) judge stretches of measurements, one after the other. */
export class MadeUpRecording {
  private atMs = 0;
  private readonly judge: WarningJudge;
  /** What stands after the last stretch. */
  warnings: readonly WarningKind[] = [];
  /** How often a warning came or went. */
  changes = 0;

  constructor(rules?: readonly WarningRule[]) {
    this.judge = new WarningJudge(rules);
  }

  /** Goes on for so many seconds. @param change of every measurement; may depend on its moment */
  run(seconds: number, change: Change | ((atMs: number) => Change) = {}): this {
    for (const endMs = this.atMs + seconds * 1000; this.atMs < endMs;) {
      this.atMs += stepMs;
      const before = this.warnings.join(' ');
      const changed = typeof change === 'function' ? change(this.atMs) : change;
      this.warnings = this.judge.take(allWell(this.atMs, changed));
      if (this.warnings.join(' ') !== before) this.changes += 1;
    }
    return this;
  }

  /** Nothing is measured for so many seconds: the lid was closed. */
  sleep(seconds: number): this {
    this.atMs += seconds * 1000;
    return this;
  }
}
