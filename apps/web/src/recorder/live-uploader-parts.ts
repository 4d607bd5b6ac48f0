import type { Waiter } from './back-off';
import type { RunFile } from './journal/run-file';
import type { RunMarks } from './media-marks';
import type { TusTransport } from './tus-transport';

/** What is known of the upload, for the screen. */
export interface UploadProgress {
  recordedBytes: number;
  /** Everything up to this point of the recording is kept on this device. */
  keptMs: number;
  acknowledgedBytes: number;
  /** Everything up to this point of the recording is durable on the server. */
  acknowledgedMs: number;
  /**
   * `waiting`: the last request failed and is being repeated. `no-space`: so it is, because the server's disk is nearly full.
   * `other-member`: somebody else is signed in now.
   */
  network: 'ok' | 'waiting' | 'no-space' | 'signed-out' | 'other-member';
}

/** The finished run, as `POST /videos/:id/finish` takes it. */
export interface UploadedRun {
  run: number;
  sizeBytes: number;
  sha256: string;
}

/** A hash that grows with the file (hash-wasm's `createSHA256()` fits). */
export interface GrowingHash {
  update(bytes: Uint8Array): unknown;
  digest(): string;
}

/** What the uploader needs from outside. */
export interface LiveUploaderParts {
  /** Resolves with transport and video id once the video exists; called again after a failure. */
  open(): Promise<{ transport: TusTransport; videoId: string }>;
  file: RunFile;
  marks: RunMarks;
  hash: GrowingHash;
  waiter: Waiter;
  /** Monotonic milliseconds. */
  now(): number;
  filename: string;
  /** First run number to use; a lost upload is begun again as the next run. */
  run: number;
  /** Address of an upload that was begun earlier and goes on. */
  address?: string | null;
  /** An upload was begun; the first byte is sent when this resolves. */
  onBegun?(run: number, address: string): Promise<void>;
  /** The file is complete. @param sha256 hex, of the whole */
  onComplete?(sha256: string): Promise<void>;
  /** The run was thrown away and nothing reads it any more. */
  onAborted?(): Promise<void>;
  /** Whether the member who records is still the one who is signed in. Asked before anything is taken for lost. */
  isSameMember?(): Promise<boolean>;
  onProgress(progress: UploadProgress): void;
  /** The server refuses for good; what follows is only kept. {@link LiveUploader.finish} throws it too. */
  onRefused?(error: unknown): void;
  /** The video takes no uploads any more: `open` must make a new one. Where this is missing, that is a refusal. */
  onVideoLost?(): void;
}
