import type { CaptureError } from './capture-error';
import type { UploadProgress } from './live-uploader-parts';
import type { RecorderPhase } from './recorder-state';
import type { NewVideo } from './recordings-api';
import type { LostSource } from './stage';

/** Why a recording failed. */
export type RecorderFailure =
  /** This browser can write no format at all. */
  | 'cannot-record'
  /** The engine could not start or broke while recording. */
  | 'recorder-broke'
  /** The server refused the recording for good; the file is still here. */
  | 'upload-refused'
  /** The video could not be created: signed out, or not allowed. */
  | 'video-refused';

/** Everything a screen shows of a recording. A new object for every change; never changed in place. */
export interface RecorderSnapshot {
  phase: RecorderPhase;
  /** 3, 2, 1 while counting down. */
  secondsLeft: number;
  /** Known as soon as recording starts. */
  video: NewVideo | null;
  upload: UploadProgress;
  /** Sources that ended by themselves and were neither opened again nor given up; the recording goes on without them. */
  lostSources: readonly LostSource[];
  /** A source is being opened: the browser may be asking for permission. */
  isOpening: boolean;
  /** A source could not be opened. */
  refusal: CaptureError | null;
  failure: RecorderFailure | null;
  /** The recording was begun in an earlier sitting, in which so much of it was recorded. */
  continued: { title: string; durationMs: number } | null;
  /** Where the recording is kept until the server has it: `memory` would not survive a crash. */
  keptIn: 'device' | 'memory';
  /** How much more this device can take; at `full` the recording is stopped. */
  room: 'enough' | 'low' | 'full';
  /** Whether a file can be kept by hand (`RecorderSession.file`). */
  hasFile: boolean;
}

const nothingUploaded: UploadProgress = {
  recordedBytes: 0,
  keptMs: 0,
  acknowledgedBytes: 0,
  acknowledgedMs: 0,
  network: 'ok',
};

/** Before anything happened. */
export const initialSnapshot: RecorderSnapshot = {
  phase: 'idle',
  secondsLeft: 0,
  video: null,
  upload: nothingUploaded,
  lostSources: [],
  isOpening: false,
  refusal: null,
  failure: null,
  continued: null,
  keptIn: 'device',
  room: 'enough',
  hasFile: false,
};
