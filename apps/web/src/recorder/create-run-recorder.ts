import { BrowserRecorder } from './browser-recorder';
import { chooseFormat, type RecordingFormat } from './formats';
import type { RecordingClock } from './recording-clock';
import type { RunRecorder, RunSink } from './run-recorder';

/** mediabunny is loaded when a recording comes near, not with the app. */
const loadWebCodecs = () => import('./webcodecs-recorder');

/** Asks the browser what it can write. @returns null when it cannot record at all */
export async function findFormat(): Promise<RecordingFormat | null> {
  const { canUseWebCodecs } = await loadWebCodecs();
  return chooseFormat({
    canUseWebCodecs: await canUseWebCodecs(),
    isTypeSupported: (mimeType) =>
      typeof MediaRecorder === 'function' && MediaRecorder.isTypeSupported(mimeType),
  });
}

/**
 * Makes the recorder of a row of the table.
 * @param clock recorded time, pauses left out
 */
export async function createRunRecorder(
  format: RecordingFormat,
  stream: MediaStream,
  sink: RunSink,
  clock: RecordingClock,
): Promise<RunRecorder> {
  if (format.engine === 'media-recorder') return new BrowserRecorder(stream, format.mimeType, sink, clock);
  const { WebCodecsRecorder } = await loadWebCodecs();
  return new WebCodecsRecorder(stream, sink, clock);
}
