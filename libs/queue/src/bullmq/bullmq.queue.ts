import { UnrecoverableError, type Job } from 'bullmq';
import type { JobDefinition } from '../define-job.js';
import type { AddOptions, JobHandler, Queue, QueueDepth, QueueHooks, WorkOptions } from '../queue.port.js';
import type { BullmqStore, Consumer, Producer } from './bullmq-store.js';
import { processorOf } from './run-job.js';

/**
 * The lock is renewed every half of its duration by a timer; ffmpeg runs in its own process and does not hold the
 * timer up. A worker that is late all the same only causes a second delivery, which leases on the row make harmless.
 */
const lockOptions = { lockDuration: 5_000, stalledInterval: 2_500, maxStalledCount: 1, runRetryDelay: 1_000 };
/** Who adds a job waits no longer than this for a store that is away, ms; its row waits in the outbox meanwhile. */
const answerMs = 5_000;
const jobIdPattern = /^[A-Za-z0-9._-]{1,128}$/;

/** {@link Queue} on BullMQ: one BullMQ queue per kind of job. */
export class BullmqQueue implements Queue {
  private readonly producers = new Map<string, Promise<Producer>>();
  /** Those whose store has not answered yet, too: they must not outlive this queue. */
  private readonly openProducers = new Set<Producer>();
  private readonly consumers = new Set<{ stop: () => Promise<void> }>();
  private prepared: Promise<void> | undefined;
  private closed: Promise<void> | undefined;

  /**
   * @param store BullMQ's back end
   * @param hooks where trouble is reported
   */
  constructor(
    private readonly store: BullmqStore,
    private readonly hooks: QueueHooks,
  ) {}

  async add<Payload>(
    job: JobDefinition<Payload>,
    payload: Payload,
    { jobId = job.idOf(payload), delayMs = 0 }: AddOptions = {},
  ): Promise<void> {
    if (!jobIdPattern.test(jobId)) {
      throw new Error(`"${jobId}" is not a job id: use 1–128 letters, digits, ".", "_" and "-".`);
    }
    const data = job.schema.parse(payload);
    const options = {
      jobId,
      delay: delayMs,
      attempts: job.attempts,
      backoff: { type: 'exponential', delay: job.backoffMs, jitter: 0.2 },
      // A kept job silently swallows the next one of its id; what became of a job is told by our rows.
      removeOnComplete: true,
      removeOnFail: true,
    };
    await this.healed(async () => (await this.producerOf(job.name)).add(job.name, data, options));
  }

  async work<Payload>(
    job: JobDefinition<Payload>,
    handler: JobHandler<Payload>,
    { concurrency, signal }: WorkOptions,
  ): Promise<void> {
    await this.prepare();
    const ownStop = new AbortController();
    const processor = processorOf(job, handler, ownStop.signal);
    const consumer = this.store.openConsumer(job.name, processor, { concurrency, ...lockOptions });
    this.listenTo(consumer, job.name);
    const entry = {
      stop: async () => {
        // First no new jobs, then the running ones: a job handed back must not be taken again by this worker.
        const closing = consumer.close();
        ownStop.abort(new Error('The process stops.'));
        await closing;
        this.consumers.delete(entry);
      },
    };
    this.consumers.add(entry);
    const stop = () => void entry.stop().catch((error: Error) => this.report(error));
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
    await consumer.waitUntilReady();
  }

  async depth<Payload>(job: JobDefinition<Payload>): Promise<QueueDepth> {
    const counts = await this.healed(async () =>
      (await this.producerOf(job.name)).getJobCounts('waiting', 'active', 'delayed', 'prioritized'),
    );
    const { waiting = 0, active = 0, delayed = 0, prioritized = 0 } = counts;
    return { waiting: waiting + prioritized, active, delayed };
  }

  async close(): Promise<void> {
    this.closed ??= this.closeAll();
    await this.closed;
  }

  private async closeAll(): Promise<void> {
    await Promise.all([...this.consumers].map(({ stop }) => stop()));
    await Promise.all([...this.openProducers].map((producer) => producer.close()));
    await this.store.close();
  }

  private listenTo(consumer: Consumer, name: string): void {
    consumer.on('error', (error) => {
      this.report(error);
      if (this.store.isUnprepared(error)) this.prepareAgain().catch((failure: Error) => this.report(failure));
    });
    // Another worker may own these jobs by now: ours must stop.
    consumer.on('lockRenewalFailed', (jobIds) => {
      for (const jobId of jobIds) consumer.cancelJob(jobId, 'Another worker has taken the job over.');
    });
    consumer.on('failed', (job, error) => this.hooks.onFailedJob?.(failedJobOf(name, job, error)));
  }

  private async producerOf(name: string): Promise<Producer> {
    await this.prepare();
    const open = async () => {
      const producer = this.store.openProducer(name);
      this.openProducers.add(producer);
      producer.on('error', (error) => this.report(error));
      try {
        await untilAnswered(producer.waitUntilReady());
      } catch (error) {
        this.openProducers.delete(producer);
        await producer.close();
        throw error;
      }
      return producer;
    };
    const known = this.producers.get(name) ?? open();
    this.producers.set(name, known);
    // A store that was down when first asked must not stay down for ever.
    known.catch(() => this.producers.delete(name));
    return known;
  }

  /** A wiped store costs one more try, not a restart. */
  private async healed<Result>(use: () => Promise<Result>): Promise<Result> {
    try {
      return await use();
    } catch (error) {
      if (!this.store.isUnprepared(error)) throw error;
      await this.prepareAgain();
      return use();
    }
  }

  private prepare(): Promise<void> {
    if (this.closed) return Promise.reject(new Error('The queue is closed.'));
    if (!this.prepared) {
      const preparing = this.store.prepare();
      this.prepared = preparing;
      preparing.catch(() => {
        if (this.prepared === preparing) this.prepared = undefined;
      });
    }
    return this.prepared;
  }

  private prepareAgain(): Promise<void> {
    this.prepared = undefined;
    return this.prepare();
  }

  private report(error: Error): void {
    if (this.hooks.onError) this.hooks.onError(error);
    else process.emitWarning(error);
  }
}

/** @throws Error when nothing was answered within {@link answerMs} */
async function untilAnswered(answer: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    const message = `The queue's store did not answer within ${answerMs} ms. Check that it is running.`;
    timer = setTimeout(() => reject(new Error(message)), answerMs);
  });
  try {
    await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function failedJobOf(name: string, job: Job | undefined, error: Error) {
  const isFinal =
    error instanceof UnrecoverableError || (job?.attemptsMade ?? 1) >= (job?.opts.attempts ?? 1);
  return { name, jobId: job?.id ?? '', error: error.cause ?? error, isFinal };
}
