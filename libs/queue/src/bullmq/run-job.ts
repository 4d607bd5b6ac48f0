import { UnrecoverableError, WaitingError, type Job } from 'bullmq';
import type { JobDefinition } from '../define-job.js';
import { JobTimeoutError, PermanentJobError } from '../job-errors.js';
import type { JobHandler } from '../queue.port.js';
import type { Processor } from './bullmq-store.js';

/** How long a handler may go on after its signal, in ms; then its job is decided without it. */
const graceMs = 10_000;

/**
 * Wraps a handler for BullMQ: parses the payload, bounds the time, and translates how it ended.
 * @param definition schema and time limit
 * @param handler does the job
 * @param stopping aborted when this process stops taking jobs
 */
export function processorOf<Payload>(
  definition: JobDefinition<Payload>,
  handler: JobHandler<Payload>,
  stopping: AbortSignal,
): Processor {
  // BullMQ counts the declared parameters: without the third there is no signal when the lock is lost.
  return async (job, token, lockLost) => {
    const payload = definition.schema.safeParse(job.data);
    if (!payload.success) throw permanent(new PermanentJobError('invalid-payload', { cause: payload.error }));
    const timeUp = new AbortController();
    const timer = setTimeout(
      () => timeUp.abort(new JobTimeoutError(definition.timeoutMs)),
      definition.timeoutMs,
    );
    const signal = AbortSignal.any([stopping, timeUp.signal, ...(lockLost ? [lockLost] : [])]);
    try {
      await settledOrAborted(handler(payload.data, { ...contextOf(job), signal }), signal);
    } catch (error) {
      if (error instanceof PermanentJobError) throw permanent(error);
      if (timeUp.signal.aborted) throw timeUp.signal.reason;
      if (stopping.aborted && !lockLost?.aborted) await handBack(job, token);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
}

function contextOf(job: Job) {
  const attemptNumber = job.attemptsMade + 1;
  return { jobId: job.id ?? '', attemptNumber, isLastAttempt: attemptNumber >= (job.opts.attempts ?? 1) };
}

/** Nobody is to blame when the process stops: the job waits again, for any worker, with all its attempts. */
async function handBack(job: Job, token: string | undefined): Promise<never> {
  await job.moveToWait(token);
  throw new WaitingError();
}

function permanent(error: PermanentJobError): UnrecoverableError {
  return Object.assign(new UnrecoverableError(error.code), { cause: error });
}

/** The handler's end, or the signal's reason when the handler does not end within {@link graceMs} after it. */
async function settledOrAborted(handling: Promise<void>, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const givenUp = new Promise<never>((_resolve, reject) => {
    onAbort = () => {
      timer = setTimeout(() => reject(signal.reason), graceMs);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    await Promise.race([handling, givenUp]);
  } finally {
    clearTimeout(timer);
    if (onAbort) signal.removeEventListener('abort', onAbort);
  }
}
