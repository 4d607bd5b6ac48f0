import { MadeUpRecording } from './made-up-measurements';
import { silentMicrophoneRule } from './silent-microphone.rule';

const silent = { microphone: { isMuted: false, peak: 0.0004, clippedShare: 0 } };
const dead = { microphone: { isMuted: false, peak: 0, clippedShare: 0 } };
const muted = { microphone: { isMuted: true, peak: 0.3, clippedShare: 0 } };
const recording = () => new MadeUpRecording([silentMicrophoneRule]);

describe('silent microphone', () => {
  it('stands after five seconds without sound, not before, and goes with the first word', () => {
    const tape = recording().run(10).run(5, silent);
    expect(tape.warnings).toEqual([]);
    expect(tape.run(0.5, silent).warnings).toEqual(['silent-microphone']);
    expect(tape.run(60, silent).warnings).toEqual(['silent-microphone']);
    expect(tape.run(1).warnings).toEqual([]);
    expect(tape.changes).toBe(2);
  });

  it('is not raised by somebody who speaks a word every four seconds', () => {
    const tape = recording().run(60, (atMs) => (atMs % 4000 === 0 ? {} : silent));
    expect(tape.changes).toBe(0);
  });

  it('knows a microphone that is muted by its system, and one that gives nothing while a tab speaks', () => {
    expect(recording().run(6, muted).warnings).toEqual(['silent-microphone']);
    expect(recording().run(6, { ...dead, screenSoundPeak: 0.5 }).warnings).toEqual(['silent-microphone']);
  });

  it('lets somebody be quiet while the shared tab speaks', () => {
    expect(recording().run(30, { ...silent, screenSoundPeak: 0.2 }).warnings).toEqual([]);
  });

  it('asks nothing of a recording without a microphone', () => {
    expect(recording().run(30, { microphone: null }).warnings).toEqual([]);
    expect(recording().run(10, silent).run(1, { microphone: null }).warnings).toEqual([]);
  });
});
