import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { QueueConfig } from '../src/index.js';

/** A worker in a process of its own. */
export interface WorkerProcess {
  /** Resolves when it has taken its first job. */
  hasJob: Promise<void>;
  /** Resolves with the exit code when it is gone; `null` when it was killed. */
  exited: Promise<number | null>;
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>;
}

/**
 * Starts `worker-script.ts`.
 * @param config the store
 * @param jobName the kind of job it takes
 * @param manner `hang`: never finish the job; `close`: finish it, close the queue, and do nothing to exit
 */
export function startWorkerProcess(
  config: QueueConfig,
  jobName: string,
  manner: 'hang' | 'close',
): WorkerProcess {
  const script = join(process.cwd(), 'libs/queue/conformance/worker-script.ts');
  const child = fork(script, [JSON.stringify(config), jobName, manner], {
    execArgv: ['--import', '@swc-node/register/esm-register'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const hasJob = new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`The worker ended with ${code} before it had a job.`)));
  });
  return {
    hasJob,
    exited,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
