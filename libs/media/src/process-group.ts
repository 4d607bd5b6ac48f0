import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { MediaError } from './media-error.js';

/**
 * Ends a fenced process with everything it started. The fence made it the leader of its own group (setsid).
 * @param pid of the process that was spawned
 */
export function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch (error) {
      // ESRCH: it ended by itself meanwhile, or has not yet become a leader; the second target covers that.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/** The two reasons to end a run early, as one. */
export interface RunGuard {
  readonly wallMs: number;
  readonly signal?: AbortSignal;
}

/**
 * Arms the wall clock and the abort signal.
 * @param guard when to stop
 * @param kill ends the process group
 * @returns `done()` disarms and gives the error to throw, if the run was stopped; `killIfStopped()` is for a process that
 *   came to life only after the signal
 */
export function armGuard(guard: RunGuard, kill: () => void): { done(): unknown; killIfStopped(): void } {
  let stopped: unknown;
  const stop = (reason: unknown) => {
    stopped ??= reason;
    kill();
  };
  const onAbort = () => stop(guard.signal?.reason ?? new Error('aborted'));
  const timer = setTimeout(() => stop(new MediaError('timed_out', `${guard.wallMs} ms`)), guard.wallMs);
  guard.signal?.addEventListener('abort', onAbort, { once: true });
  if (guard.signal?.aborted) onAbort();
  return {
    killIfStopped() {
      if (stopped !== undefined) kill();
    },
    done() {
      clearTimeout(timer);
      guard.signal?.removeEventListener('abort', onAbort);
      return stopped;
    },
  };
}

/** How a process ended. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** At most the last 40 lines. */
  readonly stderrTail: string;
  /** Lines on stderr, all of them. */
  readonly stderrCount: number;
}

const tailLines = 40;
const maxLineLength = 500;

/**
 * Runs a fenced program and hands its output on line by line; nothing is kept but the last lines of stderr.
 * @param words program and all arguments
 * @param guard wall clock and abort
 * @param onLine called for every line of stdout
 */
export async function runLines(
  words: readonly string[],
  guard: RunGuard,
  onLine: (line: string) => void,
): Promise<ProcessEnd> {
  guard.signal?.throwIfAborted();
  const [program = '', ...args] = words;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const armed = armGuard(guard, () => killGroup(child.pid));
  const tail: string[] = [];
  let stderrCount = 0;
  createInterface({ input: child.stdout }).on('line', onLine);
  createInterface({ input: child.stderr }).on('line', (line) => {
    stderrCount++;
    tail.push(line.slice(0, maxLineLength));
    if (tail.length > tailLines) tail.shift();
  });
  const ended = await new Promise<Pick<ProcessEnd, 'exitCode' | 'signal'> | Error>((resolve) => {
    child.once('error', resolve);
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal }));
  });
  const stopped = armed.done();
  if (stopped !== undefined) throw stopped;
  if (ended instanceof Error) throw ended;
  return { ...ended, stderrTail: tail.join('\n'), stderrCount };
}
