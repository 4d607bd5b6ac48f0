import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const keeper = fileURLToPath(new URL('keeper.sh', import.meta.url));

/**
 * Runs a service below `keeper.sh` (it dies with this process) and in its own session, so that neither Ctrl-C in the
 * terminal nor a signal to npm reaches it directly.
 *
 * @param {object} service
 * @param {string[]} service.command program and arguments
 * @param {number | 'ignore'} service.log file descriptor that receives both outputs
 * @param {NodeJS.ProcessEnv} [service.env]
 * @param {string} [service.cwd]
 * @param {number} [service.uid] run as this user (root only)
 * @param {number} [service.gid]
 * @param {'TERM' | 'INT'} [service.stopSignal] what asks the service to end
 * @param {'KILL' | 'QUIT'} [service.lastSignal] what ends it when the grace is over
 * @param {number} [service.graceSeconds] 1–60
 * @param {boolean} [service.ipc] open a message channel (`process.send` in the service)
 * @returns {{ child: import('node:child_process').ChildProcess, exited: Promise<number>, stop: () => Promise<void> }}
 *   `exited` resolves with the exit code and never rejects; `stop` resolves when no process of the group is left.
 */
export function supervise(service) {
  const { stopSignal = 'TERM', lastSignal = 'KILL', graceSeconds = 10 } = service;
  const keeperArguments = [keeper, stopSignal, String(graceSeconds), lastSignal];
  const child = spawn('/bin/sh', [...keeperArguments, ...service.command], {
    cwd: service.cwd,
    env: service.env ?? process.env,
    uid: service.uid,
    gid: service.gid,
    detached: true,
    stdio: ['pipe', service.log, service.log, ...(service.ipc ? ['ipc'] : [])],
  });
  child.stdin?.on('error', ignorePipeError);
  const exited = new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 128 : 1)));
  });
  const stop = async () => {
    child.stdin?.end();
    await exited;
    await endGroup(child.pid);
  };
  return { child, exited, stop };
}

/** The pipe carries no data; the only error it can show is that its reader is gone, which `exited` reports. */
function ignorePipeError() {}

/**
 * Kills what a service may have left in its process group (an ffmpeg, a shell). The group can live on as a corpse where
 * process 1 collects nothing (containers), therefore the wait is short: a killed process runs no further instruction.
 */
async function endGroup(groupId) {
  if (!groupId) return;
  for (let attempt = 0; attempt < 10; attempt += 1) {
    if (!signalProcess(-groupId, 'SIGKILL')) return;
    await sleep(20);
  }
}

/**
 * Sends a signal and says whether there was somebody to receive it.
 *
 * @param {number} pid process, or a negative process group
 * @param {NodeJS.Signals | 0} signal
 */
export function signalProcess(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if (error.code === 'ESRCH' || error.code === 'EPERM') return error.code === 'EPERM';
    throw error;
  }
}
