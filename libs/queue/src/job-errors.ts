/** Thrown by a handler: trying again cannot help. The job stops at once. */
export class PermanentJobError extends Error {
  override readonly name = 'PermanentJobError';

  /**
   * @param code kebab-case reason that the handler has stored, or will, for the rep
   * @param options `cause`: the error underneath
   */
  constructor(
    readonly code: string,
    options?: { cause?: unknown },
  ) {
    super(code, options);
  }
}

/** A delivery ran longer than its definition allows; it is tried again while attempts are left. */
export class JobTimeoutError extends Error {
  override readonly name = 'JobTimeoutError';

  /** @param timeoutMs the limit that was passed, in ms */
  constructor(readonly timeoutMs: number) {
    super(`The job ran longer than ${timeoutMs} ms.`);
  }
}
