import path from 'node:path';
import { databaseUser, passwordOf } from './postgres-cluster.mjs';
import { readPostmasterFile } from './postgres-leftover.mjs';
import { signalProcess } from './supervise.mjs';

/**
 * Where the embedded PostgreSQL of a data folder listens, if it runs.
 *
 * @param {string} dataDir absolute folder
 * @returns {string | undefined} connection string of the product's database; undefined when no server runs there
 */
export function runningDatabaseUrl(dataDir) {
  const found = readPostmasterFile(path.join(dataDir, 'postgres'));
  if (!found || found.status !== 'ready' || !signalProcess(found.pid, 0)) return undefined;
  return `postgres://${databaseUser}:${passwordOf(dataDir)}@127.0.0.1:${found.port}/outreel`;
}
