import { complain } from './console.mjs';
import { KeptService } from './keep-running.mjs';
import { rotateLog } from './logs.mjs';
import { healthAddress, startService, untilHealthy, untilSaidReady } from './services.mjs';

/**
 * Starts the embedded PostgreSQL, unless the reader brings a database.
 *
 * @returns {Promise<string>} the connection string for the services
 */
export async function startDatabase({ running, dataDir, env, end }) {
  if (env.DATABASE_URL) return env.DATABASE_URL;
  // Imported here because its client is a package, which the first start installs just before.
  const { startPostgres } = await import('./postgres.mjs');
  const logFile = rotateLog(dataDir, 'postgres');
  const first = await startPostgres({ dataDir, logFile });
  const again = () => startPostgres({ dataDir, logFile, port: first.port });
  running.add(new KeptService(first, again, reporter('PostgreSQL', logFile, end)));
  return first.url;
}

/**
 * Starts the API, which migrates the database, and then the worker.
 *
 * @throws {Error} one sentence with the path of the log
 */
export async function startProcesses({ running, root, dataDir, port, env, end }) {
  const apiLog = rotateLog(dataDir, 'api');
  const startApi = () => startService({ name: 'api', root, logFile: apiLog, env });
  const api = running.add(startApi());
  if (!(await untilHealthy(api, healthAddress(env.HOST, port))))
    throw new Error(`The API did not start; the reason is in ${apiLog}`);
  const workerLog = rotateLog(dataDir, 'worker');
  const startWorker = () => startService({ name: 'worker', root, logFile: workerLog, env });
  const worker = running.add(startWorker());
  if (!(await untilSaidReady(worker)))
    throw new Error(`The worker did not start; the reason is in ${workerLog}`);
  running.remove(api);
  running.remove(worker);
  const services = [
    new KeptService(api, startApi, reporter('The API', apiLog, end)),
    new KeptService(worker, startWorker, reporter('The worker', workerLog, end)),
  ];
  running.add({ stop: async () => void (await Promise.all(services.map((service) => service.stop()))) });
}

function reporter(name, logFile, end) {
  return {
    crashed: (code) =>
      complain(`${name} ended by itself (code ${code}) and is started again; see ${logFile}`),
    gaveUp: () =>
      void end(1, `${name} ended 6 times within a minute, so Outreel stops; the reason is in ${logFile}`),
  };
}
