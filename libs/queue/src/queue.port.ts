import type { JobDefinition } from './define-job.js';

/** Settings of one {@link Queue.add}. */
export interface AddOptions {
  /** Instead of the definition's `idOf`; 1–128 of letters, digits, `.`, `_`, `-` (BullMQ refuses `:`). */
  jobId?: string;
  /** Earliest start from now, in ms, ≥ 0. */
  delayMs?: number;
}

/** What a handler is told besides its payload. */
export interface JobContext {
  jobId: string;
  /** 1 on the first delivery. Deliveries whose worker died are not counted. */
  attemptNumber: number;
  /** Whether a failure now is the end of the job. */
  isLastAttempt: boolean;
  /** Aborted when the process stops, the time is up, or another worker has taken the job over: stop working. */
  signal: AbortSignal;
}

/** Does one job. Throwing asks for another delivery; `PermanentJobError` forbids it. */
export type JobHandler<Payload> = (payload: Payload, context: JobContext) => Promise<void>;

/** Settings of one {@link Queue.work}. */
export interface WorkOptions {
  /** Jobs of this kind at once in this process, ≥ 1. */
  concurrency: number;
  /** Stops this work when aborted: running handlers are aborted, their jobs go back without losing an attempt. */
  signal?: AbortSignal;
}

/** How much of one kind is waiting. */
export interface QueueDepth {
  waiting: number;
  active: number;
  /** Waiting for a back-off or a start time. */
  delayed: number;
}

/** A delivery that failed. */
export interface FailedJob {
  name: string;
  jobId: string;
  error: unknown;
  /** Whether the job is given up. */
  isFinal: boolean;
}

/** Where a queue reports what no caller waits for; both go to the log. */
export interface QueueHooks {
  /** Trouble of the store or the connection; the queue goes on by itself. */
  onError?: (error: Error) => void;
  /** A failed delivery, also of a job that has killed its workers. */
  onFailedJob?: (failed: FailedJob) => void;
}

/**
 * The port. Delivery is at least once: a worker that dies without a word (`kill -9`) loses its job to another
 * within about 10 s; after the second such loss the job is given up. Finished jobs are forgotten at once, so that
 * the same id can be added again.
 */
export interface Queue {
  /**
   * Adds a job; resolves when the store has it. An id that is waiting, running or delayed is not added twice.
   * @throws ZodError when the payload does not fit, Error when the id is malformed or the store is not there
   */
  add<Payload>(job: JobDefinition<Payload>, payload: Payload, options?: AddOptions): Promise<void>;
  /**
   * Starts to take jobs of one kind; resolves when it does. A payload that does not fit the schema never reaches
   * the handler: the job stops with `PermanentJobError('invalid-payload')`.
   */
  work<Payload>(
    job: JobDefinition<Payload>,
    handler: JobHandler<Payload>,
    options: WorkOptions,
  ): Promise<void>;
  /** How much of a kind is waiting, for health and figures. */
  depth<Payload>(job: JobDefinition<Payload>): Promise<QueueDepth>;
  /**
   * Stops all work as {@link WorkOptions.signal} does, waits for it (a handler that ignores its signal gets 10 s),
   * and gives back every connection.
   */
  close(): Promise<void>;
}
