/** Why the store refused; see {@link Storage} for which method says what. */
export type StorageErrorCode =
  | 'not-found'
  | 'invalid-key'
  | 'invalid-range'
  | 'no-space'
  | 'local-file'
  | 'access-denied'
  | 'unavailable';

/** The one error of this lib. `code` is for decisions, `message` says what happened and what to do next. */
export class StorageError extends Error {
  override readonly name = 'StorageError';

  /**
   * @param code reason, for decisions
   * @param message what happened, and the next step
   * @param options `cause`: the error underneath
   */
  constructor(
    readonly code: StorageErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
