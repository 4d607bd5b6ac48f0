/** The port between what is filmed and where the bytes go; one implementation per engine of `formats.ts`. */

/** Takes what a recorder makes. */
export interface RunSink {
  /** The next bytes of the file, in order; the buffer may be reused afterwards. */
  write(bytes: Uint8Array): void;
  /** Every byte written so far holds the recording up to here, in milliseconds. */
  mark(mediaMs: number): void;
  /** The recorder broke and will write nothing more. */
  fail(error: unknown): void;
}

/** Writes one run: one uninterrupted file, pauses left out. */
export interface RunRecorder {
  /** Begins; resolves when the first frame can be taken. */
  start(): Promise<void>;
  pause(): void;
  resume(): void;
  /** Ends the file; resolves when its last byte was written to the sink. */
  stop(): Promise<void>;
  /** How many pictures were written so far; absent where the engine does not tell. */
  pictures?(): number;
  /** Ends without caring for the file. */
  cancel(): Promise<void>;
}
