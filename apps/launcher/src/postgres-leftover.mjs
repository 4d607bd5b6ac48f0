import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { signalProcess } from './supervise.mjs';

/**
 * Reads `postmaster.pid` of a cluster (format: storage/lmgr `pidfile.h` of PostgreSQL).
 *
 * @param {string} cluster absolute folder
 * @returns {{ pid: number, port: number, status: string } | undefined} undefined when there is no such file
 */
export function readPostmasterFile(cluster) {
  const file = path.join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  return parsePostmasterFile(readFileSync(file, 'utf8'));
}

/** @param {string} text content of `postmaster.pid`: line 1 pid, line 4 port, line 8 status */
export function parsePostmasterFile(text) {
  const lines = text.split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3] ?? 0), status: (lines[7] ?? '').trim() };
}

/**
 * Ends the server of this cluster if an earlier launcher left one, and removes a pid file whose number now belongs to
 * another program (PostgreSQL itself would refuse to start because of it). The pid file of a dead server stays:
 * PostgreSQL reads from it whether orphaned backends still use the shared memory.
 *
 * @param {string} cluster absolute folder
 */
export async function stopLeftover(cluster) {
  const found = readPostmasterFile(cluster);
  if (!found || !(found.pid > 1) || !signalProcess(found.pid, 0)) return;
  if (!isServerOf(found.pid, cluster)) {
    rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
    return;
  }
  signalProcess(found.pid, 'SIGINT');
  if (await isGoneWithin(found.pid, 10_000)) return;
  signalProcess(found.pid, 'SIGQUIT');
  await isGoneWithin(found.pid, 5_000);
}

function isServerOf(pid, cluster) {
  const { stdout } = spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  const commandLine = existsSync(`/proc/${pid}/cmdline`)
    ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    : (stdout ?? '');
  return commandLine.includes('postgres') && commandLine.includes(` ${cluster} `);
}

async function isGoneWithin(pid, milliseconds) {
  const end = Date.now() + milliseconds;
  while (Date.now() < end) {
    if (!signalProcess(pid, 0)) return true;
    await sleep(50);
  }
  return false;
}
