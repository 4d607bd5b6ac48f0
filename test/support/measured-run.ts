/** Runs a program and tells what it took of the machine. Linux only; called by `test/bench`. */
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { text } from 'node:stream/consumers';

/** What a run took. */
export interface Taken {
  readonly wallSeconds: number;
  /** Processor time of it and of all that it started. */
  readonly processorSeconds: number;
  /** Most memory that it held at a time. */
  readonly peakMiB: number;
}

const ticksPerSecond = 100;
const lookEveryMs = 100;

/** Parent and processor time of a process, or null when it is gone. proc(5). */
function readStat(pid: number): { parent: number; seconds: number } | null {
  try {
    // The name stands in brackets and may hold anything; what follows is numbers.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { parent: Number(fields[1]), seconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond };
  } catch {
    return null;
  }
}

/**
 * Follows a process and all that it starts. A sandbox does not wait for what runs in it, so nobody is told how much that
 * took: everything is looked at ten times a second: looking takes of the processor too.
 */
export class ProcessMeter {
  private readonly seconds = new Map<number, number>();
  private readonly before = new Map<number, number>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly root: number) {
    this.look();
    for (const [pid, seconds] of this.seconds) this.before.set(pid, seconds);
    this.timer = setInterval(() => this.look(), lookEveryMs);
  }

  /** @returns processor seconds since the beginning */
  stop(): number {
    clearInterval(this.timer);
    this.look();
    return [...this.seconds].reduce((sum, [pid, seconds]) => sum + seconds - (this.before.get(pid) ?? 0), 0);
  }

  private look(): void {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    const all = new Map(pids.map((name) => [Number(name), readStat(Number(name))]));
    for (const [pid, stat] of all) if (stat && this.isOurs(pid, all)) this.seconds.set(pid, stat.seconds);
  }

  private isOurs(pid: number, all: ReadonlyMap<number, { parent: number } | null>): boolean {
    for (let at = pid; at > 1; at = all.get(at)?.parent ?? 0) if (at === this.root) return true;
    return false;
  }
}

/** Most memory that a process ever held, MiB; 0 when it is gone. */
export function peakMiBOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

/** @throws with everything printed when it fails */
export async function measuredRun(program: string, args: readonly string[], cwd: string): Promise<Taken> {
  // A shell that becomes the program: what it takes is told by the shell around it.
  const script = 'TIMEFORMAT="taken %R %U %S"; time "$@"';
  const child = spawn('bash', ['-c', script, 'bash', program, ...args], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let peakMiB = 0;
  const timer = setInterval(() => {
    const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').split(' ');
    peakMiB = Math.max(peakMiB, ...children.filter(Boolean).map((pid) => peakMiBOf(Number(pid))));
  }, lookEveryMs);
  const ended = new Promise<number | null>((settle) => child.once('close', settle));
  const printed = await text(child.stderr);
  const code = await ended;
  clearInterval(timer);
  const [, wall, user, system] = /taken ([\d.]+) ([\d.]+) ([\d.]+)/.exec(printed) ?? [];
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${printed}`);
  return { wallSeconds: Number(wall), processorSeconds: Number(user) + Number(system), peakMiB };
}

/** Several runs one after the other, as one. */
export function together(runs: readonly Taken[]): Taken {
  return {
    wallSeconds: runs.reduce((sum, run) => sum + run.wallSeconds, 0),
    processorSeconds: runs.reduce((sum, run) => sum + run.processorSeconds, 0),
    peakMiB: Math.max(...runs.map((run) => run.peakMiB)),
  };
}
