import { droppedFramesRule } from './dropped-frames.rule';
import { MadeUpRecording } from './made-up-measurements';

const flow = (made: number, written: number | null = made) => ({ pictures: { due: 15, made, written } });
const recording = () => new MadeUpRecording([droppedFramesRule]);

describe('dropped frames', () => {
  it('stands when composing or encoding falls behind for long, and goes when it has caught up', () => {
    for (const behind of [flow(9), flow(15, 9), flow(9, null)]) {
      const tape = recording().run(10).run(3, behind);
      expect(tape.warnings).toEqual([]);
      expect(tape.run(6, behind).warnings).toEqual(['dropped-frames']);
      expect(tape.run(4).warnings).toEqual(['dropped-frames']);
      expect(tape.run(6).warnings).toEqual([]);
      expect(tape.changes).toBe(2);
    }
  });

  it('forgives a hiccup every ten seconds, and 24 pictures a second', () => {
    expect(recording().run(120, (atMs) => (atMs % 10_000 === 0 ? flow(0) : {})).changes).toBe(0);
    expect(recording().run(60, flow(12)).changes).toBe(0);
  });

  it('expects nothing of a pause', () => {
    const paused = { isRecording: false, ...flow(15, 0) };
    expect(recording().run(10).run(60, paused).run(10).changes).toBe(0);
  });
});
