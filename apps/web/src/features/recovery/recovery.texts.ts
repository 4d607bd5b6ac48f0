import type { RecoveryFailure } from '../../recorder/recovery-snapshot';
import { formatBytes, formatDuration, formatShare } from '../../shared/format';

/** Why nothing more can be done with a recording, and what can. */
const failures: Record<RecoveryFailure, string> = {
  'video-deleted':
    'Its video was deleted on the server, so there is no link to put it into. Keep the file, then delete it here.',
  'already-finished':
    'Its video was finished without the rest. Keep the file; you can upload it as a new video.',
  'held-elsewhere': 'Another tab is working with it. Go on there, or close that tab and try again.',
  unreadable: 'What is kept on this device could not be read. Try again, or keep what reached the server.',
  refused: 'The server did not accept it. Keep the file, then try again or ask your admin.',
};

/** Texts of recordings that were left behind. */
export const recoveryTexts = {
  region: 'Recordings to finish',
  title: (title: string) => `“${title}” was not finished`,
  length: (durationMs: number, sizeBytes: number) =>
    durationMs > 0 ? `${formatDuration(durationMs)} recorded` : `${formatBytes(sizeBytes)} recorded`,
  safe: (safeMs: number, durationMs: number) =>
    safeMs >= durationMs
      ? 'all of it is on the server, waiting for you to finish it'
      : `${formatDuration(safeMs)} on the server, the rest on this device`,
  here: 'kept on this device',
  finish: 'Finish the recording',
  goOn: 'Go on recording',
  keepFile: 'Keep the file',
  more: 'More for this recording',
  remove: 'Delete',
  removeTitle: 'Delete this recording?',
  removeText:
    'It is deleted on this device and on the server, with its link. If you sent the link to somebody, it stops working.',
  removeAction: 'Delete the recording',
  sending: (share: number) => `Sending the rest: ${formatShare(share)}`,
  waiting: 'No connection. The rest is sent as soon as it is back.',
  noSpace:
    'The disk of the server is nearly full. The rest is kept on this device and sent as soon as there is room.',
  signedOut: 'Your session has ended. Sign in, and the rest is sent.',
  otherMember: 'Another member is signed in. The rest is sent when you sign in again.',
  finished: (title: string) => `“${title}” is complete. The link plays all of it.`,
  open: 'Open the video',
  dismiss: 'Close this notice',
  tryAgain: 'Try again',
  failures,
  fileName: (title: string, index: number, count: number, ending: string) =>
    `${title.replaceAll(/[\\/:*?"<>|]/g, ' ')}${count > 1 ? ` (${index + 1} of ${count})` : ''}.${ending}`,
} as const;
