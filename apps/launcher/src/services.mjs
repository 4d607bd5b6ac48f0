import { closeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openLog } from './logs.mjs';
import { supervise } from './supervise.mjs';

/** A migration of a large database takes its time; the launcher says so and waits this long. */
const longestStartMs = 10 * 60_000;
/** What a worker computes it does in other programs: a small heap saves more memory than it costs time. */
const nodeOptions = { api: [], worker: ['--max-semi-space-size=2', '--optimize-for-size'] };

/**
 * Starts a built Node process of Outreel. It is told to end by SIGTERM and killed with all its children after 10 s.
 *
 * @param {object} service
 * @param {'api' | 'worker'} service.name
 * @param {string} service.root absolute folder of the checkout
 * @param {string} service.logFile
 * @param {NodeJS.ProcessEnv} service.env
 */
export function startService({ name, root, logFile, env }) {
  const main = path.join(root, 'dist', 'apps', name, 'main.js');
  const log = openLog(logFile);
  const command = [process.execPath, '--enable-source-maps', ...nodeOptions[name], main];
  const service = supervise({ command, cwd: root, env, log, ipc: true });
  closeSync(log);
  const saidReady = new Promise((resolve) => {
    service.child.on('message', (message) => message === 'ready' && resolve('ready'));
  });
  return { ...service, saidReady };
}

/** Where the readiness of the API is asked for. @param {string | undefined} host value of HOST @param {number} port 1–65535 */
export function healthAddress(host, port) {
  const isAny = !host || host === '0.0.0.0' || host === '::';
  const name = isAny ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}/health/ready`;
}

/**
 * Waits until the API answers 200 on `/health/ready`.
 *
 * @param {{ exited: Promise<number> }} service
 * @param {string} address of `/health/ready`
 * @returns {Promise<boolean>} false when it ended, or did not become ready in 10 minutes
 */
export async function untilHealthy({ exited }, address) {
  const end = Date.now() + longestStartMs;
  const over = exited.then(() => 'over');
  while (Date.now() < end) {
    if (await isHealthy(address)) return true;
    if ((await Promise.race([over, sleep(50)])) === 'over') return false;
  }
  return false;
}

async function isHealthy(address) {
  try {
    const reply = await fetch(address, { signal: AbortSignal.timeout(2000) });
    await reply.arrayBuffer();
    return reply.status === 200;
  } catch {
    // Refused and timed out both mean "not yet".
    return false;
  }
}

/**
 * Waits until the worker sends the message `ready`.
 *
 * @param {ReturnType<typeof startService>} service
 * @returns {Promise<boolean>} false when it ended, or said nothing for 10 minutes
 */
export async function untilSaidReady({ exited, saidReady }) {
  const tooLong = sleep(longestStartMs, 'late', { ref: false });
  return (await Promise.race([saidReady, exited.then(() => 'over'), tooLong])) === 'ready';
}
