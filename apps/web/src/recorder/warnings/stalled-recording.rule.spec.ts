import { carried, MadeUpRecording } from './made-up-measurements';
import { stalledRecordingRule } from './stalled-recording.rule';

/** Time as it passes, and bytes of so much of it. */
const delivered = (recordedMs: number, deliveredMs: number) => ({
  upload: { ...carried(deliveredMs), recordedMs, acknowledgedMs: 0, isConnected: true },
});
const recording = () => new MadeUpRecording([stalledRecordingRule]);

describe('a recording that stalls', () => {
  it('is told of when the encoder delivers nothing from the beginning', () => {
    const tape = recording().run(10, (atMs) => delivered(atMs, 0));
    expect(tape.warnings).toEqual([]);
    expect(tape.run(5, (atMs) => delivered(atMs, 0)).warnings).toEqual(['stalled-recording']);
  });

  it('is told of in the middle, and goes on being told until something comes', () => {
    const tape = recording()
      .run(60)
      .run(120, (atMs) => delivered(atMs, 60_000));
    expect(tape.warnings).toEqual(['stalled-recording']);
    expect(tape.changes).toBe(1);
    expect(tape.run(2).warnings).toEqual([]);
  });

  it('is not one whose parts come seven seconds apart', () => {
    expect(recording().run(120, (atMs) => delivered(atMs, Math.floor(atMs / 7000) * 7000)).changes).toBe(0);
  });

  it('is not one that pauses', () => {
    const paused = { ...delivered(20_000, 19_000), isRecording: false };
    expect(
      recording()
        .run(20)
        .run(300, paused)
        .run(5, (atMs) => delivered(atMs - 300_000, atMs - 301_000)).changes,
    ).toBe(0);
  });
});
