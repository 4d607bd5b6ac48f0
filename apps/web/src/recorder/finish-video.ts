import { backOffMs, type Waiter } from './back-off';
import type { UploadedRun } from './live-uploader-parts';
import type { RecordingsApi } from './recordings-api';
import { TransportError } from './tus-transport';

/** How often a file that arrived altered is sent again. */
const maximumRepetitions = 2;

/** What finishing needs. */
export interface FinishParts {
  api: RecordingsApi;
  waiter: Waiter;
  videoId: string;
  /** Every run of the video, in order. */
  runs: readonly UploadedRun[];
  /** Uploads the bytes of a run once more, under another number. */
  sendAgain(run: UploadedRun): Promise<UploadedRun>;
  /** Answers false when the rep has thrown the recording away. */
  isWanted(): boolean;
  /** A try failed and is repeated. */
  onWaiting?(error: TransportError): void;
}

/**
 * Tells the server that the recording is complete, for as long as it takes: repeats without an answer, and sends
 * those runs again whose checksum differs.
 * @throws TransportError when the server refuses for good
 */
export async function finishVideo(parts: FinishParts): Promise<void> {
  let runs = parts.runs;
  let repetitions = 0;
  for (let failures = 0; parts.isWanted(); failures += 1) {
    try {
      return await parts.api.finish(parts.videoId, runs);
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      // The first answer was lost: the server has what it needs.
      if (error.code === 'already-finished') return;
      if (error.code === 'upload-mismatch') {
        if (repetitions++ >= maximumRepetitions) throw error;
        const isAltered = alteredRunsOf(error);
        runs = await Promise.all(runs.map((run) => (isAltered(run) ? parts.sendAgain(run) : run)));
      } else if (error.canRetry) {
        parts.onWaiting?.(error);
        await parts.waiter.wait(backOffMs(failures));
      } else throw error;
    }
  }
}

/** The runs that the answer names; all of them when it names none. */
function alteredRunsOf({ details }: TransportError): (run: UploadedRun) => boolean {
  const told = (details as { runs?: { run: number }[] } | null)?.runs;
  return ({ run }) => !told || told.some((altered) => altered.run === run);
}
