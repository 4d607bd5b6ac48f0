import type { FinishVideo } from '@app/contracts';
import type { Upload } from './upload.entity.js';
import type { ExpectedRuns } from './video.entity.js';

type Arrived = Pick<Upload, 'run' | 'completedAt' | 'lengthBytes' | 'sha256'>;

/** A run that arrived otherwise than the recorder says it sent it. */
export interface MismatchedRun {
  run: number;
  sizeBytes: number | null;
  sha256: string | null;
}

/** The two ways of saying `runs` as one: a bare count says nothing about sizes and hashes. */
export function expectedRunsOf(runs: FinishVideo['runs']): ExpectedRuns {
  return typeof runs === 'number' ? { count: runs, runs: [] } : { count: runs.length, runs };
}

/** The complete uploads whose size or SHA-256 differs from what was sent. Incomplete ones cannot be judged yet. */
export function findMismatches(expected: ExpectedRuns, uploads: readonly Arrived[]): MismatchedRun[] {
  return uploads
    .filter((upload) => {
      const told = expected.runs.find(({ run }) => run === upload.run);
      if (!told || upload.completedAt === null) return false;
      const isOtherSize = told.sizeBytes !== undefined && told.sizeBytes !== upload.lengthBytes;
      const isOtherHash = told.sha256 !== undefined && told.sha256.toLowerCase() !== upload.sha256;
      return isOtherSize || isOtherHash;
    })
    .map(({ run, lengthBytes, sha256 }) => ({ run, sizeBytes: lengthBytes, sha256 }));
}

/**
 * The uploads that make up the video. A recorder that names its runs has begun every other one again: what is left of
 * those would be shown twice.
 */
export function countedUploads<Row extends Pick<Upload, 'run'>>(
  expected: ExpectedRuns | null,
  uploads: readonly Row[],
): Row[] {
  const named = expected?.runs ?? [];
  return uploads.filter(({ run }) => named.length === 0 || named.some((told) => told.run === run));
}

/** Whether every run that was told of lies here whole and unaltered. */
export function areRunsComplete(expected: ExpectedRuns, uploads: readonly Arrived[]): boolean {
  const counted = countedUploads(expected, uploads);
  const complete = counted.filter(({ completedAt }) => completedAt !== null);
  const isThere = (run: number) => complete.some((upload) => upload.run === run);
  return (
    complete.length >= expected.count &&
    complete.length === counted.length &&
    expected.runs.every(({ run }) => isThere(run)) &&
    findMismatches(expected, complete).length === 0
  );
}
