import * as fc from 'fast-check';
import { clippingMicrophoneRule } from './clipping-microphone.rule';
import { MadeUpRecording, stepMs } from './made-up-measurements';

const clipped = { microphone: { isMuted: false, peak: 1, clippedShare: 0.01 } };
const recording = () => new MadeUpRecording([clippingMicrophoneRule]);

describe('clipping microphone', () => {
  it('stands when it happens again and again, and goes after six clean seconds', () => {
    const tape = recording().run(10).run(0.5, clipped).run(1).run(0.5, clipped).run(1);
    expect(tape.warnings).toEqual([]);
    expect(tape.run(0.5, clipped).warnings).toEqual(['clipping-microphone']);
    expect(tape.run(5).warnings).toEqual(['clipping-microphone']);
    expect(tape.run(3).warnings).toEqual([]);
    expect(tape.changes).toBe(2);
  });

  it('is not raised by a laugh now and then', () => {
    expect(recording().run(120, (atMs) => (atMs % 10_000 === 0 ? clipped : {})).changes).toBe(0);
  });

  it('does not hear what nobody hears', () => {
    const hardly = { microphone: { isMuted: false, peak: 1, clippedShare: 0.0005 } };
    expect(recording().run(30, hardly).changes).toBe(0);
  });

  it('never flickers: whatever is said, it changes at most once in six seconds', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 10, maxLength: 200 }), (loud) => {
        const tape = recording();
        const changedAt: number[] = [];
        for (const [index, isLoud] of loud.entries()) {
          const { changes } = tape;
          tape.run(stepMs / 1000, isLoud ? clipped : {});
          if (tape.changes > changes) changedAt.push(index * stepMs);
        }
        // From appearing to going away; a new appearance may follow sooner.
        for (let index = 1; index < changedAt.length; index += 2)
          expect((changedAt[index] ?? 0) - (changedAt[index - 1] ?? 0)).toBeGreaterThanOrEqual(6000);
      }),
    );
  });
});
