import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  createQueue,
  defineJob,
  PermanentJobError,
  type FailedJob,
  type JobContext,
  type Queue,
  type QueueConfig,
} from '../src/index.js';

import { until } from './until.js';
import { startWorkerProcess } from './worker-process.js';

/** A store under test: the configuration that chooses it, and how to lose everything in it. */
export interface TestStore {
  config: QueueConfig;
  wipe(): Promise<void>;
  stop(): Promise<void>;
}

/** A kind of job that no other test has. */
const newJob = ({
  longestNote = 100,
  ...options
}: { attempts?: number; backoffMs?: number; timeoutMs?: number; longestNote?: number } = {}) =>
  defineJob({
    name: `test-${randomUUID()}`,
    schema: z.object({ note: z.string().max(longestNote) }),
    idOf: ({ note }) => note,
    attempts: 3,
    backoffMs: 50,
    timeoutMs: 60_000,
    ...options,
  });

/**
 * What every back end of the queue must do.
 * @param name shown in the report
 * @param startStore starts the store, once
 */
export function describeQueue(name: string, startStore: () => Promise<TestStore>): void {
  describe(`queue on ${name}`, () => {
    let store: TestStore;
    let queue: Queue;
    let failed: FailedJob[];
    beforeAll(async () => {
      store = await startStore();
    }, 60_000);
    afterAll(() => store.stop(), 60_000);
    beforeEach(() => {
      failed = [];
      queue = createQueue(store.config, { onFailedJob: (job) => failed.push(job), onError: () => undefined });
    });
    afterEach(() => queue.close(), 30_000);

    it('brings every payload to a handler once and then forgets the job', async () => {
      const job = newJob();
      const seen: string[] = [];
      for (const note of ['a', 'b', 'c']) await queue.add(job, { note });
      expect(await queue.depth(job)).toEqual({ waiting: 3, active: 0, delayed: 0 });
      await queue.work(job, async ({ note }) => void seen.push(note), { concurrency: 2 });
      await until(async () => isEmpty(await queue.depth(job)));
      expect(seen.toSorted()).toEqual(['a', 'b', 'c']);
    });

    it('runs no more jobs at once than it is told', async () => {
      const job = newJob();
      let running = 0;
      let most = 0;
      const handler = async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 50));
        running--;
      };
      for (let i = 0; i < 8; i++) await queue.add(job, { note: `n${i}` });
      await queue.work(job, handler, { concurrency: 2 });
      await until(async () => isEmpty(await queue.depth(job)));
      expect(most).toBe(2);
    });

    it('takes an id that is waiting, and one that is running, only once', async () => {
      const job = newJob();
      const release = new AbortController();
      let started = 0;
      await queue.add(job, { note: 'same' });
      await queue.add(job, { note: 'same' });
      expect((await queue.depth(job)).waiting).toBe(1);
      const handler = async () => {
        started++;
        await new Promise((resolve) => release.signal.addEventListener('abort', resolve));
      };
      await queue.work(job, handler, { concurrency: 4 });
      await until(() => started === 1);
      await queue.add(job, { note: 'same' });
      expect(await queue.depth(job)).toEqual({ waiting: 0, active: 1, delayed: 0 });
      release.abort();
      await until(async () => isEmpty(await queue.depth(job)));
      expect(started).toBe(1);
    });

    it('takes the id of a finished and of a given-up job again', async () => {
      const job = newJob({ attempts: 1 });
      let runs = 0;
      const handler = async () => {
        runs++;
        if (runs === 1) throw new Error('broken');
      };
      await queue.work(job, handler, { concurrency: 1 });
      for (let wanted = 1; wanted <= 3; wanted++) {
        await queue.add(job, { note: 'again' });
        await until(async () => runs === wanted && isEmpty(await queue.depth(job)));
      }
      expect(failed.map(({ isFinal }) => isFinal)).toEqual([true]);
    });

    it('tries again after a growing pause and says which attempt is the last', async () => {
      const job = newJob({ attempts: 3, backoffMs: 200 });
      const contexts: Pick<JobContext, 'attemptNumber' | 'isLastAttempt'>[] = [];
      const startedAt: number[] = [];
      await queue.add(job, { note: 'x' });
      const handler = async (_payload: unknown, { attemptNumber, isLastAttempt }: JobContext) => {
        contexts.push({ attemptNumber, isLastAttempt });
        startedAt.push(Date.now());
        throw new Error('broken');
      };
      await queue.work(job, handler, { concurrency: 1 });
      await until(() => failed.length === 3);
      expect(contexts).toEqual([
        { attemptNumber: 1, isLastAttempt: false },
        { attemptNumber: 2, isLastAttempt: false },
        { attemptNumber: 3, isLastAttempt: true },
      ]);
      expect(failed.map(({ isFinal }) => isFinal)).toEqual([false, false, true]);
      const [first = 0, second = 0, third = 0] = startedAt;
      // Lower bounds only, with the jitter of 20 %: a slow machine may be late, never early.
      expect(second - first).toBeGreaterThanOrEqual(160);
      expect(third - second).toBeGreaterThanOrEqual(320);
      expect(isEmpty(await queue.depth(job))).toBe(true);
    });

    it('stops at once on a permanent error', async () => {
      const job = newJob();
      await queue.add(job, { note: 'x' });
      await queue.work(job, failForGood, { concurrency: 1 });
      await until(() => failed.length > 0);
      expect(failed).toMatchObject([{ jobId: 'x', isFinal: true, error: { code: 'source-unreadable' } }]);
      expect(isEmpty(await queue.depth(job))).toBe(true);
    });

    it('never shows a payload of another shape to a handler', async () => {
      const job = newJob();
      const older = { ...job, schema: z.object({ other: z.number() }), idOf: () => 'older' };
      await queue.add(older, { other: 1 });
      const handler = jest.fn(async () => undefined);
      await queue.work(job, handler, { concurrency: 1 });
      await until(() => failed.length > 0);
      expect(failed).toMatchObject([{ jobId: 'older', isFinal: true, error: { code: 'invalid-payload' } }]);
      expect(handler).not.toHaveBeenCalled();
    });

    it('refuses to add what does not fit', async () => {
      const job = newJob();
      await expect(queue.add(job, { note: 'x' }, { jobId: 'a:b' })).rejects.toThrow('is not a job id');
      await expect(queue.add(newJob({ longestNote: 3 }), { note: 'long' })).rejects.toThrow(z.ZodError);
      expect(isEmpty(await queue.depth(job))).toBe(true);
    });

    it('aborts a delivery whose time is up and counts it as failed', async () => {
      const job = newJob({ attempts: 1, timeoutMs: 100 });
      await queue.add(job, { note: 'slow' });
      await queue.work(job, workUntilAborted, { concurrency: 1 });
      await until(() => failed.length > 0);
      expect(failed).toMatchObject([{ isFinal: true, error: { name: 'JobTimeoutError', timeoutMs: 100 } }]);
    });

    it('starts a delayed job when its time has come', async () => {
      const job = newJob();
      const addedAt = Date.now();
      let startedAt = 0;
      await queue.add(job, { note: 'later' }, { delayMs: 2000 });
      expect((await queue.depth(job)).delayed).toBe(1);
      await queue.work(job, async () => void (startedAt = Date.now()), { concurrency: 1 });
      await until(() => startedAt > 0);
      expect(startedAt - addedAt).toBeGreaterThanOrEqual(2000);
    });

    it('hands a running job back when it stops, without costing it an attempt', async () => {
      const job = newJob({ attempts: 1 });
      const stop = new AbortController();
      let started = false;
      await queue.add(job, { note: 'x' });
      const handler = (_payload: unknown, { signal }: JobContext) =>
        new Promise<void>((_resolve, reject) => {
          started = true;
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      await queue.work(job, handler, { concurrency: 1, signal: stop.signal });
      await until(() => started);
      stop.abort();
      await until(async () => (await queue.depth(job)).waiting === 1);
      const attempts: number[] = [];
      const next = async (_payload: unknown, { attemptNumber }: JobContext) =>
        void attempts.push(attemptNumber);
      await queue.work(job, next, { concurrency: 1 });
      await until(async () => isEmpty(await queue.depth(job)));
      expect(attempts).toEqual([1]);
      expect(failed).toEqual([]);
    });

    it('gives the job of a killed worker to another one', async () => {
      const job = newJob({ attempts: 1 });
      await queue.add(job, { note: 'orphan' });
      const victim = startWorkerProcess(store.config, job.name, 'hang');
      await victim.hasJob;
      await victim.kill();
      const seen: string[] = [];
      await queue.work(job, async ({ note }) => void seen.push(note), { concurrency: 1 });
      await until(() => seen.length > 0, 30_000);
      expect(seen).toEqual(['orphan']);
    }, 60_000);

    it('gives up a job that has killed two workers', async () => {
      const job = newJob();
      await queue.add(job, { note: 'poison' });
      for (let death = 1; death <= 2; death++) {
        const victim = startWorkerProcess(store.config, job.name, 'hang');
        await victim.hasJob;
        await victim.kill();
      }
      const handler = jest.fn(async () => undefined);
      await queue.work(job, handler, { concurrency: 1 });
      await until(() => failed.length > 0, 30_000);
      expect(failed).toMatchObject([{ jobId: 'poison' }]);
      expect(handler).not.toHaveBeenCalled();
      expect(isEmpty(await queue.depth(job))).toBe(true);
    }, 90_000);

    it('keeps the job of a living worker longer than the lock lasts', async () => {
      const job = newJob();
      const second = createQueue(store.config);
      let runs = 0;
      await queue.add(job, { note: 'long' });
      const handler = async () => {
        runs++;
        await new Promise((resolve) => setTimeout(resolve, 9_000));
      };
      await queue.work(job, handler, { concurrency: 1 });
      await second.work(job, handler, { concurrency: 1 });
      await until(async () => runs > 0 && isEmpty(await queue.depth(job)), 30_000);
      await second.close();
      expect(runs).toBe(1);
    }, 60_000);

    it('lets its process end by itself when it is closed', async () => {
      const job = newJob();
      await queue.add(job, { note: 'last' });
      const child = startWorkerProcess(store.config, job.name, 'close');
      await child.hasJob;
      expect(await child.exited).toBe(0);
      expect(isEmpty(await queue.depth(job))).toBe(true);
    }, 30_000);

    it('takes everything again after the store was wiped', async () => {
      const job = newJob();
      const seen: string[] = [];
      await queue.add(job, { note: 'lost' });
      await store.wipe();
      expect(isEmpty(await queue.depth(job))).toBe(true);
      await queue.add(job, { note: 'lost' });
      await queue.work(job, async ({ note }) => void seen.push(note), { concurrency: 1 });
      await until(() => seen.length === 1);
      await store.wipe();
      await queue.add(job, { note: 'after' });
      await until(() => seen.length === 2, 30_000);
      expect(seen).toEqual(['lost', 'after']);
    }, 60_000);
  });
}

function isEmpty({
  waiting,
  active,
  delayed,
}: {
  waiting: number;
  active: number;
  delayed: number;
}): boolean {
  return waiting + active + delayed === 0;
}

async function failForGood(): Promise<void> {
  throw new PermanentJobError('source-unreadable');
}

function workUntilAborted(_payload: unknown, { signal }: JobContext): Promise<void> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
