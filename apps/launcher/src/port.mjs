import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A TCP port on 127.0.0.1 that nobody listens on right now. @returns {Promise<number>} 1–65535 */
export function findFreePort() {
  return listenOnce(0, '127.0.0.1');
}

/**
 * Whether somebody listens on the port already.
 *
 * @param {number} port 1–65535
 * @throws {Error} for reasons other than "in use" (for example a port below 1024 without the right to it)
 */
export async function isPortTaken(port) {
  try {
    // Both, because some systems let a socket on all addresses stand beside one on a single address.
    await listenOnce(port);
    await listenOnce(port, '127.0.0.1');
    return false;
  } catch (error) {
    if (error.code === 'EADDRINUSE') return true;
    throw error;
  }
}

/** @param {number} port 1–65535 @param {number} patienceMs ≥ 0 @returns {Promise<boolean>} */
export async function isPortFreeWithin(port, patienceMs) {
  const end = Date.now() + patienceMs;
  while (await isPortTaken(port)) {
    if (Date.now() >= end) return false;
    await sleep(100);
  }
  return true;
}

function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const { port: bound } = server.address();
      server.close(() => resolve(bound));
    });
  });
}
