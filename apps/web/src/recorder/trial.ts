/**
 * A few seconds of the stage recorded into memory, so that a rep sees and hears what a recording would be like. Made
 * by the same engine as a recording; nothing of it leaves the page.
 */
import type { Waiter } from './back-off';
import type { RecordingFormat } from './formats';
import { RecordingClock } from './recording-clock';
import type { RunRecorder, RunSink } from './run-recorder';

/** How long a trial is, in seconds. */
export const trialSeconds = 3;

/** What a trial is made of. */
export interface TrialParts {
  findFormat(): Promise<RecordingFormat | null>;
  createRecorder(
    format: RecordingFormat,
    stream: MediaStream,
    sink: RunSink,
    clock: RecordingClock,
  ): Promise<RunRecorder>;
  waiter: Waiter;
  /** Monotonic milliseconds. */
  now(): number;
}

/**
 * Records a trial.
 * @param signal ends it early and throws it away
 * @param tick told the seconds that are left, from 3 to 1
 * @returns the file; null when it was ended early
 * @throws when the browser cannot record, or its engine breaks
 */
export async function recordTrial(
  stream: MediaStream,
  parts: TrialParts,
  signal: AbortSignal,
  tick: (secondsLeft: number) => void,
): Promise<Blob | null> {
  const format = await parts.findFormat();
  if (!format) throw new Error('This browser can write no format.');
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const broken: unknown[] = [];
  const sink: RunSink = {
    // The engine may use its buffer again.
    write: (bytes) => void pieces.push(new Uint8Array(bytes)),
    mark: () => undefined,
    fail: (error) => void broken.push(error),
  };
  const clock = new RecordingClock(() => parts.now());
  const recorder = await parts.createRecorder(format, stream, sink, clock);
  signal.addEventListener('abort', () => parts.waiter.wake());
  await recorder.start();
  clock.start();
  for (let left = trialSeconds; left > 0 && !signal.aborted; left -= 1) {
    tick(left);
    await parts.waiter.wait(1000);
  }
  clock.pause();
  if (signal.aborted) {
    await recorder.cancel();
    return null;
  }
  await recorder.stop();
  if (broken.length > 0) throw broken[0];
  return new Blob(pieces, { type: format.mimeType.split(';')[0] });
}
