import type { GrowingHash } from '../live-uploader-parts';
import type { Journal, JournalRun } from './journal';
import type { KeptRecording } from './kept-recording';

/** So much of a run is hashed at a time, bytes. */
const hashedBytes = 4 * 1024 * 1024;

/**
 * Takes up every run of a recording, all or none: one that is half in another tab is that tab's.
 * @throws Error `HeldElsewhereError`
 */
export async function resumeRuns(journal: Journal, { runs }: KeptRecording): Promise<JournalRun[]> {
  const resumed: JournalRun[] = [];
  try {
    // oxlint-disable-next-line no-await-in-loop
    for (const run of runs) resumed.push(await journal.resume(run));
    return resumed;
  } catch (error) {
    await Promise.all(resumed.map(({ file }) => file.close()));
    throw error;
  }
}

/** The hash of a whole run: as it was noted when it ended, else from its bytes. */
export async function hashOfRun(
  { file, facts: { sha256 } }: JournalRun,
  createHash: () => Promise<GrowingHash>,
): Promise<GrowingHash> {
  if (sha256) return { update: () => undefined, digest: () => sha256 };
  const hash = await createHash();
  for (let from = 0; from < file.sizeBytes; from += hashedBytes)
    // oxlint-disable-next-line no-await-in-loop -- a hash grows in order
    hash.update(await file.read(from, Math.min(file.sizeBytes, from + hashedBytes)));
  return hash;
}
