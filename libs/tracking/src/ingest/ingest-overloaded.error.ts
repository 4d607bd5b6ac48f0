/** More beacons are waiting than may: the caller answers 503 with `Retry-After`, and the page sends again under the same `seq`. */
export class IngestOverloadedError extends Error {
  /** Seconds to ask for in `Retry-After`. */
  readonly retryAfterSeconds = 5;

  constructor(waiting: number) {
    super(`${waiting} beacons are waiting to be written; send again in a few seconds.`);
    this.name = 'IngestOverloadedError';
  }
}
