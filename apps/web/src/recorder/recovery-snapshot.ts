import type { UploadProgress } from './live-uploader-parts';
import type { NewVideo } from './recordings-api';

/** Why a recording that was left behind could not be finished. */
export type RecoveryFailure =
  /** The video was deleted: there is no link to put the rest into. */
  | 'video-deleted'
  /** The video was finished without the rest. */
  | 'already-finished'
  /** Another tab works with it. */
  | 'held-elsewhere'
  /** What is kept cannot be read any more. */
  | 'unreadable'
  /** The server refuses it for another reason. */
  | 'refused';

/** A recording that was left behind, as a screen shows it. A new object for every change. */
export interface RecoveryOffer {
  id: string;
  title: string;
  /** ISO 8601. */
  startedAt: string;
  durationMs: number;
  sizeBytes: number;
  video: NewVideo | null;
  /** Of `durationMs`, on the server already; null while nobody knows. */
  safeMs: number | null;
  phase: 'offered' | 'sending' | 'finished' | 'failed';
  /** 0–1 while sending. */
  sentShare: number;
  network: UploadProgress['network'];
  failure: RecoveryFailure | null;
}
