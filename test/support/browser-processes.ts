/** What a person's browser takes of the machine: processor time and memory of its processes. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';

/** One process of a browser. */
interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
  /** Processor time so far, in ticks. */
  readonly ticks: number;
}

/** Ticks of a second; Linux shows processor time in these whatever its own clock is. */
const ticksPerSecond = 100;

function readProcess(pid: number): Process | null {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    // The name stands in brackets and may hold anything; what follows is numbers. proc(5).
    const [, parent, ...rest] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { pid, parent: Number(parent), command, ticks: Number(rest[9]) + Number(rest[10]) };
  } catch {
    // It ended between listing and reading.
    return null;
  }
}

/** The browser that uses a profile, with all that it has started. */
function browserProcesses(profile: string): Process[] {
  const all = readdirSync('/proc').flatMap((name) =>
    /^\d+$/.test(name) ? (readProcess(Number(name)) ?? []) : [],
  );
  const found = all.filter(({ command }) => command.includes(profile));
  for (const { pid } of found)
    found.push(...all.filter((process) => process.parent === pid && !found.includes(process)));
  return found;
}

/** Processor time that a browser has taken so far, in seconds. Processes that ended meanwhile are not in it. */
export function processorSeconds(profile: string): number {
  return browserProcesses(profile).reduce((sum, { ticks }) => sum + ticks, 0) / ticksPerSecond;
}

/** Memory of a browser's pages (shared memory in parts), in MiB. */
export function pageMemoryMiB(profile: string): number {
  const pages = browserProcesses(profile).filter(({ command }) => command.includes('--type=renderer'));
  const kibibytes = pages.map(({ pid }) =>
    Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]),
  );
  return Math.round(kibibytes.reduce((sum, size) => sum + size, 0) / 1024);
}
