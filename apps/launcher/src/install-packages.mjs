import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { showProgress } from './console.mjs';
import { rotateLog } from './logs.mjs';
import { runStep } from './running.mjs';

/** The folder of the checkout. */
export const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');

/**
 * Installs the versions that package-lock.json says.
 *
 * @throws {Error} one sentence with the path of the log
 */
export async function installPackages({ running, dataDir, env }) {
  const logFile = rotateLog(dataDir, 'install-packages');
  // `npm ci` refuses a lock file that leaves out optional packages of other platforms, which depends on the registry that
  // wrote it. `install --no-save` installs the locked versions all the same and changes neither package.json nor the lock.
  // With NODE_ENV=production npm would leave out the compilers that the build needs.
  const command = ['npm', 'install', '--no-save', '--include=dev', '--no-audit', '--no-fund'];
  const isDone = await showProgress('Installing packages', async () => {
    await removePackages();
    return runStep(running, { command, cwd: root, env, logFile });
  });
  if (!isDone)
    throw new Error(`Installing packages failed (is the network reachable?); the reason is in ${logFile}`);
}

/**
 * An interrupted install leaves half-written files that npm takes for whole, so every install begins with nothing.
 * npm's own list goes first: without it `arePackagesInstalled` says no, whenever this is interrupted.
 */
async function removePackages() {
  const folders = ['node_modules', path.join('apps', 'web', 'node_modules')];
  const places = [path.join('node_modules', '.package-lock.json'), ...folders];
  for (const place of places) await rm(path.join(root, place), { recursive: true, force: true });
}
