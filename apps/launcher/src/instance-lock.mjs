import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { alreadyRunningSentence } from './preconditions.mjs';
import { signalProcess } from './supervise.mjs';

/**
 * Makes this process the only launcher of a data folder. A lock left by a killed launcher is taken over.
 *
 * @param {string} dataDir absolute, exists
 * @returns {{ unlock: () => void, wasLeft: boolean }} `unlock` gives the folder back; `wasLeft`: an earlier launcher was killed
 * @throws {Error} one sentence when another launcher lives
 */
export function lockDataDir(dataDir) {
  const file = path.join(dataDir, 'launcher.lock');
  const mine = JSON.stringify({ pid: process.pid, startedAt: processStart(process.pid) });
  const wasLeft = !writeNew(file, mine);
  if (wasLeft) {
    const holder = readHolder(file);
    if (holder && isAlive(holder)) throw new Error(alreadyRunningSentence(holder.pid, dataDir));
    rmSync(file, { force: true });
    if (!writeNew(file, mine)) throw new Error(alreadyRunningSentence(readHolder(file)?.pid ?? 0, dataDir));
  }
  const unlock = () => {
    if (existsSync(file) && readFileSync(file, 'utf8') === mine) rmSync(file, { force: true });
  };
  return { unlock, wasLeft };
}

/** Process numbers are used again; number and start time together are not. */
function isAlive({ pid, startedAt }) {
  return pid !== process.pid && signalProcess(pid, 0) && processStart(pid) === startedAt;
}

function readHolder(file) {
  try {
    const { pid, startedAt } = JSON.parse(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 1 ? { pid, startedAt } : undefined;
  } catch (error) {
    // A launcher killed between creating and filling the file leaves it empty: nobody holds the folder then.
    if (error instanceof SyntaxError || error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function writeNew(file, text) {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Start time of a process: ticks since boot on Linux (field 22 of `/proc/<pid>/stat`), a date elsewhere. */
export function processStart(pid) {
  const stat = `/proc/${pid}/stat`;
  if (existsSync(stat)) return readFileSync(stat, 'utf8').split(') ').at(-1).split(' ')[19];
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
}
