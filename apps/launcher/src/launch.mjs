import { appendFileSync, existsSync, mkdirSync, readFileSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { makeBuilds, staleBuilds } from './builds.mjs';
import { complain, duration, say, showProgress } from './console.mjs';
import { installPackages, root } from './install-packages.mjs';
import { lockDataDir } from './instance-lock.mjs';
import { rotateLog } from './logs.mjs';
import { arePackagesInstalled } from './packages.mjs';
import { isPortFreeWithin } from './port.mjs';
import { diskProblem, portTakenSentence, readPort } from './preconditions.mjs';
import { Running } from './running.mjs';
import { startDatabase, startProcesses } from './start-up.mjs';
import { bubblewrap, ensureTools, ffmpeg } from './system-tools.mjs';

/**
 * `npm start` from here on: everything is prepared, started, watched, and stopped on Ctrl-C.
 *
 * @param {NodeJS.ProcessEnv} env `PORT`, `DATA_DIR` and `DATABASE_URL` are read, all is passed on
 */
export async function launch(env) {
  const running = new Running();
  let isEnding = false;
  const end = async (exitCode, sentence) => {
    if (isEnding) return;
    isEnding = true;
    if (sentence) complain(sentence);
    await running.stopAll();
    process.exit(exitCode);
  };
  // Ctrl-C arrives twice: from the terminal and through npm. The second one finds `isEnding`.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(0));
  if (env.npm_lifecycle_event === 'start') endWithParent(end);
  const dataDir = path.resolve(root, env.DATA_DIR || 'data');
  try {
    const port = readPort(env.PORT);
    await checkGround({ running, dataDir, port });
    await prepare({ running, dataDir, env });
    const databaseUrl = await startDatabase({ running, dataDir, env, end });
    const serviceEnv = { ...env, PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: databaseUrl };
    serviceEnv.NODE_ENV ??= 'production';
    // Their output goes to files.
    serviceEnv.NO_COLOR ??= '1';
    await startProcesses({ running, root, dataDir, port, env: serviceEnv, end });
    if (!isEnding) say(`Outreel is ready: http://localhost:${port} (${duration(performance.now())})`);
  } catch (error) {
    if (!isEnding) noteError(dataDir, error);
    await end(1, error.message);
  }
}

/** npm killed with -9 cannot pass a signal on; its child, or the shell between them, then has another parent. */
function endWithParent(end) {
  const atStart = ancestors();
  setInterval(() => ancestors() !== atStart && void end(0), 1000).unref();
}

function ancestors() {
  return `${process.ppid} ${parentOf(process.ppid)}`;
}

/** Parent of a process (field 4 of `/proc/<pid>/stat`); nothing where there is no /proc. */
function parentOf(pid) {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) ? readFileSync(stat, 'utf8').split(') ').at(-1).split(' ')[1] : '';
}

async function checkGround({ running, dataDir, port }) {
  if (process.platform === 'win32')
    throw new Error('Outreel runs on Linux and macOS; on Windows start it inside WSL 2.');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const { unlock, wasLeft } = lockDataDir(dataDir);
  running.add({ stop: async () => unlock() });
  // The services of a killed launcher end by themselves, but take up to their time of grace.
  const patienceMs = wasLeft ? 13_000 : 0;
  if (!(await isPortFreeWithin(port, patienceMs))) throw new Error(portTakenSentence(port));
  const disk = statfsSync(dataDir);
  const problem = diskProblem(disk.bavail * disk.bsize, dataDir);
  if (problem) throw new Error(problem);
}

/** Packages first; after that system tools and builds do not depend on each other. */
async function prepare({ running, dataDir, env }) {
  if (!arePackagesInstalled(root)) await installPackages({ running, dataDir, env });
  await ensureTools(running, [ffmpeg, bubblewrap], { env, logFile: rotateLog(dataDir, 'install-tools') });
  const stale = staleBuilds(root);
  if (stale.length === 0) return;
  const names = stale.map(({ name }) => name).join(', ');
  await showProgress(`Building ${names}`, () => makeBuilds(running, stale, { root, dataDir, env }));
}

function noteError(dataDir, error) {
  const file = path.join(dataDir, 'logs', 'launcher.log');
  mkdirSync(path.dirname(file), { recursive: true });
  appendFileSync(file, `${new Date().toISOString()} ${error.stack}\n`);
}
