import { SlowLine } from './slow-line.js';
import type { SourceSwitch } from './source-switch.js';

/** As much of a `<video>` as a line shows itself by. */
class Video extends EventTarget {
  readonly HAVE_FUTURE_DATA = 3;
  paused = false;
  seeking = false;
  readyState = 4;

  wait(): void {
    this.readyState = 2;
    this.dispatchEvent(new Event('waiting'));
  }

  goOn(): void {
    this.readyState = 4;
    this.dispatchEvent(new Event('playing'));
  }

  /** Waits and goes on. */
  stall(ms: number): void {
    this.wait();
    jest.advanceTimersByTime(ms);
    this.goOn();
  }
}

let video: Video;
const stepDown = jest.fn(() => true);
const line = { onLine: true };

beforeEach(() => {
  jest.useFakeTimers();
  Object.defineProperty(globalThis, 'navigator', { value: line, configurable: true });
  line.onLine = true;
  stepDown.mockReset().mockReturnValue(true);
  video = new Video();
  new SlowLine(video as unknown as HTMLVideoElement, { stepDown } as unknown as SourceSwitch).start();
});
afterEach(() => {
  jest.useRealTimers();
});

it('goes down after a second and a half of waiting, and again while that is too much as well', () => {
  video.wait();
  jest.advanceTimersByTime(1400);
  expect(stepDown).not.toHaveBeenCalled();
  jest.advanceTimersByTime(200);
  expect(stepDown).toHaveBeenCalledTimes(1);
  jest.advanceTimersByTime(1500);
  expect(stepDown).toHaveBeenCalledTimes(2);
  video.goOn();
  jest.advanceTimersByTime(60_000);
  expect(stepDown).toHaveBeenCalledTimes(2);
});

it('adds up many short waits, and forgives one now and then', () => {
  for (const _ of [1, 2, 3]) {
    video.stall(450);
    jest.advanceTimersByTime(500);
  }
  video.wait();
  jest.advanceTimersByTime(200);
  expect(stepDown).toHaveBeenCalledTimes(1);
  video.goOn();
  for (const _ of [1, 2, 3, 4, 5]) {
    jest.advanceTimersByTime(11_000);
    video.stall(450);
  }
  expect(stepDown).toHaveBeenCalledTimes(1);
});

it('does not take jumps, pauses or a line that is gone for a slow one', () => {
  video.seeking = true;
  video.dispatchEvent(new Event('seeking'));
  video.stall(5000);
  video.seeking = false;
  video.wait();
  video.paused = true;
  video.dispatchEvent(new Event('pause'));
  jest.advanceTimersByTime(5000);
  video.paused = false;
  line.onLine = false;
  video.wait();
  jest.advanceTimersByTime(10_000);
  expect(stepDown).not.toHaveBeenCalled();
  line.onLine = true;
  jest.advanceTimersByTime(1500);
  expect(stepDown).toHaveBeenCalledTimes(1);
});

it('waits in peace when there is nothing smaller', () => {
  stepDown.mockReturnValue(false);
  video.wait();
  jest.advanceTimersByTime(60_000);
  expect(stepDown).toHaveBeenCalledTimes(1);
});
