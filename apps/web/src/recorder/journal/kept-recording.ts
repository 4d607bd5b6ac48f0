/** Recordings as they were left behind: runs put together, and the rules by which they are offered. Pure. */
import type { NewVideo } from '../recordings-api';
import type { KeptRun } from './run-notes';

/** Kept so long whether or not anything of it is missing on the server, ms: 30 days. */
export const keptForMs = 30 * 24 * 60 * 60 * 1000;

/** The runs of one video. */
export interface KeptRecording {
  id: string;
  title: string;
  /** ISO 8601, of its first run. */
  startedAt: string;
  /** In the order in which they are played. */
  runs: KeptRun[];
  /** Number of the last of them. */
  lastRun: number;
  sizeBytes: number;
  /** What is certainly in the bytes. */
  durationMs: number;
  video: NewVideo | null;
  bookingKey: string;
  /** *Stop* was pressed: nothing was to follow. */
  isComplete: boolean;
}

/** @param runs of one member. @returns recordings that the server has not confirmed, the oldest first */
export function unfinishedRecordings(runs: readonly KeptRun[]): KeptRecording[] {
  const byRecording = new Map<string, KeptRun[]>();
  for (const run of runs.filter(({ facts, sizeBytes }) => !facts.isFinished && sizeBytes > 0)) {
    const { recordingId } = run.facts;
    byRecording.set(recordingId, [...(byRecording.get(recordingId) ?? []), run]);
  }
  return [...byRecording.values()]
    .map(recordingOf)
    .toSorted((one, other) => one.startedAt.localeCompare(other.startedAt));
}

/** Runs that need not be kept any more: the server has confirmed them, or nothing was ever written. */
export function uselessRuns(runs: readonly KeptRun[]): KeptRun[] {
  return runs.filter(({ facts, sizeBytes }) => facts.isFinished || sizeBytes === 0);
}

/** Whether a recording of which the server lacks nothing has been kept for long enough. @param now ms since 1970 */
export function isOld({ startedAt }: Pick<KeptRecording, 'startedAt'>, now: number): boolean {
  return now - Date.parse(startedAt) > keptForMs;
}

function recordingOf(unsorted: KeptRun[]): KeptRecording {
  const runs = unsorted.toSorted((one, other) => one.facts.run - other.facts.run);
  const [first, last] = [runs[0], runs.at(-1)];
  if (!first || !last) throw new Error('A recording has at least one run.');
  const { recordingId: id, title, bookingKey } = first.facts;
  return {
    id,
    title,
    startedAt: runs.map(({ facts }) => facts.startedAt).toSorted()[0] ?? first.facts.startedAt,
    runs,
    lastRun: last.facts.run,
    sizeBytes: runs.reduce((sum, run) => sum + run.sizeBytes, 0),
    durationMs: runs.reduce((sum, { marks }) => sum + (marks.at(-1)?.[1] ?? 0), 0),
    video: runs.find(({ facts }) => facts.video)?.facts.video ?? null,
    bookingKey,
    isComplete: runs.every(({ facts }) => facts.sha256 !== null),
  };
}
