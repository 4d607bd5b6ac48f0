import type { Job, JobsOptions } from 'bullmq';

/** The part of BullMQ's `Queue` that is used; both back ends have it. */
export interface Producer {
  add(name: string, data: unknown, options: JobsOptions): Promise<unknown>;
  getJobCounts(
    ...types: ('waiting' | 'active' | 'delayed' | 'prioritized')[]
  ): Promise<Record<string, number>>;
  waitUntilReady(): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

/** The part of BullMQ's `Worker` that is used. */
export interface Consumer {
  waitUntilReady(): Promise<unknown>;
  cancelJob(jobId: string, reason?: string): boolean;
  close(force?: boolean): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'lockRenewalFailed', listener: (jobIds: string[]) => void): unknown;
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown;
}

/** What BullMQ calls for each delivery. It passes the signal only to functions that declare three parameters. */
export type Processor = (
  job: Job,
  token: string | undefined,
  signal: AbortSignal | undefined,
) => Promise<void>;

/** What differs between BullMQ's back ends. */
export interface BullmqStore {
  /** Makes the store usable (schema); safe to call from several processes at once, and again. */
  prepare(): Promise<void>;
  /** Whether an error says that the store has lost its schema, so that {@link prepare} would heal it. */
  isUnprepared(error: unknown): boolean;
  openProducer(name: string): Producer;
  openConsumer(name: string, processor: Processor, options: ConsumerOptions): Consumer;
  /** Gives back what the store itself holds; producers and consumers are closed before. */
  close(): Promise<void>;
}

/** Options that {@link BullmqStore.openConsumer} passes on to BullMQ. */
export interface ConsumerOptions {
  concurrency: number;
  lockDuration: number;
  stalledInterval: number;
  maxStalledCount: number;
  /** Pause after an error of the store before the next try, in ms. */
  runRetryDelay: number;
}
