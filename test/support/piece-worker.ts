import { fork } from 'node:child_process';
import { join } from 'node:path';

/** A worker in a process of its own. */
export interface PieceWorker {
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>;
  /** Ctrl-C; resolves when it is gone. */
  stop(): Promise<void>;
}

/**
 * Starts a worker that divides videos of five seconds and more into pieces of four; resolves when it takes jobs.
 * @param name what the database calls its connections
 * @param environment its settings
 */
export async function startPieceWorker(name: string, environment: NodeJS.ProcessEnv): Promise<PieceWorker> {
  const script = join(process.cwd(), 'test/support/piece-worker-script.ts');
  const child = fork(script, [], {
    execArgv: ['--import', '@swc-node/register/esm-register'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'silent', ...environment, PGAPPNAME: name },
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`The worker ended with ${code} before it was ready.`)));
  });
  const end = (signal: 'SIGKILL' | 'SIGTERM') => async () => {
    child.kill(signal);
    await exited;
  };
  return { kill: end('SIGKILL'), stop: end('SIGTERM') };
}
