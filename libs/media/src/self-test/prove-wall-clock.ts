import { setTimeout as pause } from 'node:timers/promises';
import { runLines } from '../process-group.js';
import type { Fence } from '../sandbox.js';
import { probeLimits } from '../sandbox-limits.js';

const remedy =
  'Install the programs that end it again (apt-get install --reinstall bubblewrap util-linux), and look whether another program of that name stands before them on PATH.';
/** Tried one after the other until the program has begun before its time is up, ms. */
const wallsMs = [250, 1_000, 4_000];
/** What is killed is gone long before this, even on a busy machine, ms. */
const patienceMs = 5_000;
/** Ends by itself, so that a broken fence leaves nothing behind for long. */
const lingerSeconds = 6;

/** Leaves children behind that keep its output open; one of them in a session of its own where the fence must hold that too. */
function lingeringScript({ promises }: Fence): string {
  const linger = `sleep ${lingerSeconds}`;
  const runaway = promises.has('isolation') ? `(setsid ${linger} || ${linger}) 2>/dev/null &` : '';
  return `trap '' HUP INT TERM\n${linger} &\n${runaway}\necho began\nwait`;
}

/** The output of a run closes when the last process that holds it is gone. */
async function tryWall(fence: Fence, wallMs: number): Promise<'ended' | 'outlived' | 'not-begun'> {
  const { words } = fence.wrap({ tool: '/bin/sh', inputs: [], limits: probeLimits });
  let hasBegun = false;
  const run = runLines([...words, '-c', lingeringScript(fence)], { wallMs }, (line) => {
    hasBegun ||= line === 'began';
  }).then(
    () => 'ended' as const,
    () => 'ended' as const,
  );
  const end = await Promise.race([run, pause(wallMs + patienceMs, 'outlived' as const, { ref: false })]);
  return hasBegun ? end : 'not-begun';
}

/**
 * The wall clock of the third fence: a program with children is ended with all of them.
 * @returns a sentence if it is not, or if it could not be tried
 */
export async function proveWallClock(fence: Fence): Promise<string[]> {
  if (!fence.promises.has('end')) return [];
  for (const wallMs of wallsMs) {
    // oxlint-disable-next-line no-await-in-loop -- a longer time only if the shorter one was too short
    const outcome = await tryWall(fence, wallMs);
    if (outcome === 'ended') return [];
    if (outcome === 'outlived')
      return [`A process that a media tool started goes on after the tool was stopped. ${remedy}`];
  }
  return [`No program begins in the sandbox (${fence.name}) within ${wallsMs.at(-1)} ms. ${remedy}`];
}
