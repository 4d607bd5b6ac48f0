import { array, assert, double, integer, property, tuple } from 'fast-check';
import { SpanRecorder } from './span-recorder.js';

const at = (currentTime: number, changes = {}) => ({
  currentTime,
  playbackRate: 1,
  muted: false,
  ...changes,
});

describe('SpanRecorder', () => {
  it('makes one span of uninterrupted playing', () => {
    const recorder = new SpanRecorder();
    for (let tick = 0; tick <= 20; tick += 1) recorder.observe(at(tick / 4), tick * 250);
    recorder.stop();
    expect(recorder.take()).toEqual([{ from: 0, to: 5000, rate: 1, muted: false, elapsed: 5000 }]);
  });

  it('cuts at a seek, a change of rate and a change of sound', () => {
    const recorder = new SpanRecorder();
    recorder.observe(at(0), 0);
    recorder.observe(at(0.25), 250);
    recorder.observe(at(30), 500);
    recorder.observe(at(30.25), 750);
    recorder.observe(at(30.5, { playbackRate: 2 }), 1000);
    recorder.observe(at(31, { playbackRate: 2 }), 1250);
    recorder.observe(at(31.5, { playbackRate: 2, muted: true }), 1500);
    recorder.observe(at(32, { playbackRate: 2, muted: true }), 1750);
    recorder.stop();
    expect(recorder.take().map(({ from, to, rate, muted }) => [from, to, rate, muted])).toEqual([
      [0, 250, 1, false],
      [30_000, 30_250, 1, false],
      [30_500, 31_000, 2, false],
      [31_500, 32_000, 2, true],
    ]);
  });

  it('goes on behind the cut when spans are taken while playing', () => {
    const recorder = new SpanRecorder();
    recorder.observe(at(0), 0);
    recorder.observe(at(0.25), 250);
    expect(recorder.take()).toHaveLength(1);
    recorder.observe(at(0.5), 500);
    recorder.stop();
    expect(recorder.take()).toEqual([{ from: 250, to: 500, rate: 1, muted: false, elapsed: 250 }]);
    expect(recorder.take()).toEqual([]);
  });

  it('never reports more than the clock allows, whatever the position does', () => {
    assert(
      property(
        array(tuple(double({ min: 0, max: 600, noNaN: true }), integer({ min: 1, max: 2000 })), {
          maxLength: 60,
        }),
        (steps) => {
          const recorder = new SpanRecorder();
          let now = 0;
          for (const [position, wait] of steps) recorder.observe(at(position), (now += wait));
          recorder.stop();
          for (const span of recorder.take()) {
            expect(span.to).toBeGreaterThan(span.from);
            expect(span.to - span.from).toBeLessThanOrEqual(span.elapsed * 1.1 + 501 * steps.length);
          }
        },
      ),
    );
  });
});
