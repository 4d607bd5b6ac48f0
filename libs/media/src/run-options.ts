/** What every long step takes. */
export interface RunOptions {
  /** Aborting kills the whole process group and rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Share 0–1, clamped, never going back; measured on frames. */
  readonly onProgress?: (share: number) => void;
  /** Leaves the processor to everything else that wants it. */
  readonly isBackground?: boolean;
}
