import * as fc from 'fast-check';
import { MadeUpRecording, type Change } from './made-up-measurements';
import type { WarningRule } from './warning-rule';

const silent: Change = { microphone: { isMuted: false, peak: 0, clippedShare: 0 } };
const black: Change = { camera: { isMuted: false, frames: 15, brightness: 3 } };

/** Bad exactly while no picture is made. */
const rule: WarningRule = {
  warning: 'dropped-frames',
  onAfterMs: 3000,
  offAfterMs: 2000,
  judge: ({ pictures }) => (pictures.made === 0 ? 'bad' : 'good'),
};
const bad: Change = { pictures: { due: 15, made: 0, written: 0 } };

describe('WarningJudge', () => {
  it('says nothing of an hour in which all is well', () => {
    expect(new MadeUpRecording().run(3600).changes).toBe(0);
  });

  it('keeps warnings in one order and each on its own', () => {
    const tape = new MadeUpRecording().run(5, black).run(7, { ...silent, ...black });
    expect(tape.warnings).toEqual(['silent-microphone', 'black-camera']);
    expect(tape.run(2, black).warnings).toEqual(['black-camera']);
  });

  it('raises nothing in a pause, but sees there what was mended', () => {
    const tape = new MadeUpRecording().run(60, { ...silent, isRecording: false });
    expect(tape.changes).toBe(0);
    expect(tape.run(6, silent).run(60, { ...silent, isRecording: false }).warnings).toEqual([
      'silent-microphone',
    ]);
    expect(tape.run(2, { isRecording: false }).warnings).toEqual([]);
  });

  it('begins anew when the computer has slept', () => {
    const tape = new MadeUpRecording().run(4, silent).sleep(3600).run(4, silent);
    expect(tape.warnings).toEqual([]);
    expect(tape.run(2, silent).warnings).toEqual(['silent-microphone']);
  });

  it('never stands for less than its rule asks, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 120 }), (past) => {
        const tape = new MadeUpRecording([rule]);
        let streak = 0;
        for (const isBad of past) {
          const stood = tape.warnings.length > 0;
          tape.run(0.5, isBad ? bad : {});
          const stands = tape.warnings.length > 0;
          streak = isBad === stood ? 0 : streak + 0.5;
          // It turns exactly when the opposite has been measured without a break for long enough.
          const isDue = streak - 0.5 >= (stood ? 2 : 3);
          expect(stands !== stood).toBe(isDue);
          if (isDue) streak = 0;
        }
      }),
    );
  });
});
