import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPostgresBinaries } from './postgres-binaries.mjs';
import { createCluster, databaseUser, passwordOf } from './postgres-cluster.mjs';
import { chooseIdentity } from './postgres-identity.mjs';
import { readPostmasterFile, stopLeftover } from './postgres-leftover.mjs';
import { findFreePort } from './port.mjs';
import { supervise } from './supervise.mjs';

/**
 * Starts the embedded PostgreSQL of a data folder: creates the cluster on the first call, recovers after a crash,
 * ends a server that an earlier, killed launcher left behind. The server dies with this process.
 *
 * @param {object} options
 * @param {string} options.dataDir absolute folder; the cluster lives in `<dataDir>/postgres`
 * @param {string} [options.logFile] default `<dataDir>/logs/postgres.log`
 * @param {boolean} [options.durable] false only for tests: no fsync
 * @param {string} [options.database] created when missing
 * @param {number} [options.port] preferred port (1–65535), so that a restart keeps the address; default a free one
 * @returns {Promise<{ url: string, port: number, exited: Promise<number>, stop: () => Promise<void> }>}
 * @throws {Error} one sentence with the path of the log
 */
export async function startPostgres({ dataDir, logFile, durable = true, database = 'outreel', port }) {
  const binaries = findPostgresBinaries();
  const cluster = path.join(dataDir, 'postgres');
  const log = logFile ?? path.join(dataDir, 'logs', 'postgres.log');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const identity = chooseIdentity(binaries.postgres, path.dirname(dataDir));
  mkdirSync(path.dirname(log), { recursive: true });
  if (process.getuid?.() === 0 && identity.owner !== 0) chmodSync(dataDir, 0o711);
  await stopLeftover(cluster);
  createCluster({ cluster, dataDir, binaries, identity, logFile: log });
  const server = await startServer({ cluster, binaries, identity, logFile: log, durable, port });
  const url = (name) =>
    `postgres://${databaseUser}:${passwordOf(dataDir)}@127.0.0.1:${server.port}/${encodeURIComponent(name)}`;
  await createDatabase(url('postgres'), database);
  return { url: url(database), port: server.port, exited: server.exited, stop: server.stop };
}

/**
 * Two things pass by themselves, hence the second and third try: somebody else takes the port before PostgreSQL binds
 * it, and the last processes of a killed server still hold its shared memory.
 */
async function startServer(options, triesLeft = 3) {
  const port = options.port ?? (await findFreePort());
  const { identity, binaries, cluster } = options;
  const log = openSync(options.logFile, 'a');
  const server = supervise({
    command: [...identity.prefix, binaries.postgres, '-D', cluster, ...settings(port, options.durable)],
    cwd: cluster,
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    ...(identity.uid === undefined ? {} : { uid: identity.uid, gid: identity.gid }),
    log,
    stopSignal: 'INT',
    lastSignal: 'QUIT',
  });
  closeSync(log);
  if (await untilReady(cluster, port, server.exited)) return { ...server, port };
  await server.stop();
  if (triesLeft > 1) {
    await sleep(500);
    return startServer(options, triesLeft - 1);
  }
  throw new Error(`PostgreSQL did not start; the reason is in ${options.logFile}`);
}

function settings(port, durable) {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '128MB',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The postmaster writes "ready" into line 8 of its pid file after recovery, however long that takes. */
async function untilReady(cluster, port, exited) {
  const over = exited.then(() => 'over');
  do {
    const file = readPostmasterFile(cluster);
    if (file?.port === port && file.status === 'ready') return true;
  } while ((await Promise.race([over, sleep(20)])) !== 'over');
  return false;
}

async function createDatabase(adminUrl, name) {
  const { Client } = await import('pg');
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
