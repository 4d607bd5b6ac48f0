import * as fc from 'fast-check';
import { RecordingClock } from './recording-clock';

function setUp() {
  const time = { nowMs: 5000 };
  const clock = new RecordingClock(() => time.nowMs);
  return { clock, pass: (ms: number) => (time.nowMs += ms), time };
}

const isSmooth = (steps: { ms: number; isPause: boolean }[]): boolean => {
  const { clock, pass, time } = setUp();
  clock.start();
  let reached = 0;
  return steps.every(({ ms, isPause }) => {
    pass(ms);
    const media = clock.mediaMsOf(time.nowMs) ?? clock.elapsedMs();
    const isNext = media >= reached && media - reached <= ms && clock.elapsedMs() === media;
    reached = media;
    if (isPause) clock.pause();
    else clock.resume();
    return isNext;
  });
};

describe('RecordingClock', () => {
  it('counts recorded time and leaves pauses out', () => {
    const { clock, pass } = setUp();
    expect(clock.elapsedMs()).toBe(0);
    clock.start();
    pass(1000);
    clock.pause();
    pass(60_000);
    clock.pause();
    clock.resume();
    clock.resume();
    pass(500);
    expect(clock.elapsedMs()).toBe(1500);
  });

  it('places moments of the page in the recording, whenever they are asked for', () => {
    const { clock, pass } = setUp();
    clock.start();
    pass(1000);
    clock.pause();
    pass(4000);
    clock.resume();
    pass(1000);
    clock.pause();
    expect([4999, 5000, 5999, 6000, 9999, 10_000, 10_500, 11_000].map((ms) => clock.mediaMsOf(ms))).toEqual([
      null,
      0,
      999,
      null,
      null,
      1000,
      1500,
      null,
    ]);
  });

  it('never goes back and never jumps, however often it is paused', () => {
    const step = fc.record({ ms: fc.integer({ min: 0, max: 500 }), isPause: fc.boolean() });
    expect(() => fc.assert(fc.property(fc.array(step, { maxLength: 40 }), isSmooth))).not.toThrow();
  });
});
