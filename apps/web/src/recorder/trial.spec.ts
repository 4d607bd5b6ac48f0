import { recordingFormats } from './formats';
import type { RecordingClock } from './recording-clock';
import type { RunSink } from './run-recorder';
import { recordTrial, type TrialParts } from './trial';

/** A browser whose engine writes a byte a second; each part can be told to misbehave. */
class FakeBrowser implements TrialParts {
  readonly log: string[] = [];
  format = recordingFormats[0] ?? null;
  error: Error | null = null;
  nowMs = 0;
  /** Called at every second that passes. */
  secondPasses: () => void = () => undefined;
  readonly waiter = {
    wait: async (ms: number) => {
      this.nowMs += ms;
      this.secondPasses();
    },
    wake: () => undefined,
  };

  readonly findFormat = async () => this.format;
  readonly now = () => this.nowMs;
  readonly createRecorder = async (
    _format: unknown,
    _stream: unknown,
    sink: RunSink,
    clock: RecordingClock,
  ) => {
    const buffer = new Uint8Array(1);
    return {
      start: async () => void this.log.push('start'),
      pause: () => undefined,
      resume: () => undefined,
      stop: async () => {
        this.log.push(`stop at ${clock.elapsedMs()}`);
        for (const byte of [1, 2, 3]) {
          buffer[0] = byte;
          sink.write(buffer);
        }
        if (this.error) sink.fail(this.error);
      },
      cancel: async () => void this.log.push('cancel'),
    };
  };
}

const stream = {} as MediaStream;
const never = new AbortController().signal;

describe('recordTrial', () => {
  it('records three seconds, tells those that are left, and keeps the bytes of a buffer that is used again', async () => {
    const browser = new FakeBrowser();
    const left: number[] = [];
    const file = await recordTrial(stream, browser, never, (seconds) => left.push(seconds));
    expect(left).toEqual([3, 2, 1]);
    expect(browser.log).toEqual(['start', 'stop at 3000']);
    expect(file?.type).toBe('video/mp4');
    expect([...new Uint8Array((await file?.arrayBuffer()) ?? [])]).toEqual([1, 2, 3]);
  });

  it('is thrown away when it is ended early', async () => {
    const browser = new FakeBrowser();
    const ending = new AbortController();
    browser.secondPasses = () => ending.abort();
    expect(await recordTrial(stream, browser, ending.signal, () => undefined)).toBeNull();
    expect(browser.log).toEqual(['start', 'cancel']);
  });

  it('says when the browser cannot record or its engine breaks', async () => {
    const browser = new FakeBrowser();
    browser.error = new Error('encoder');
    await expect(recordTrial(stream, browser, never, () => undefined)).rejects.toThrow('encoder');
    browser.format = null;
    await expect(recordTrial(stream, browser, never, () => undefined)).rejects.toThrow('no format');
  });
});
