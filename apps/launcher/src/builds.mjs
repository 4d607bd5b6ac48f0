import path from 'node:path';
import { clearStamp, fingerprint, isFresh, writeStamp } from './fingerprint.mjs';
import { rotateLog } from './logs.mjs';
import { runStep } from './running.mjs';

const everywhere = ['package.json', 'package-lock.json', 'tsconfig.json'];

/** What is built, from which sources (relative to the checkout), into which file. */
export const builds = [
  {
    name: 'api',
    sources: [...everywhere, 'nest-cli.json', 'apps/api', 'libs'],
    product: 'dist/apps/api/main.js',
  },
  {
    name: 'worker',
    sources: [...everywhere, 'nest-cli.json', 'apps/worker', 'libs'],
    product: 'dist/apps/worker/main.js',
  },
  { name: 'web', sources: [...everywhere, 'apps/web', 'libs/contracts'], product: 'dist/web/index.html' },
];

/**
 * The builds whose sources changed since they were made.
 *
 * @param {string} root absolute folder of the checkout
 */
export function staleBuilds(root) {
  return builds
    .map((build) => ({
      ...build,
      current: fingerprint(root, build.sources),
      stampFile: stampOf(root, build.name),
    }))
    .filter((build) => !isFresh(build.stampFile, build.current, path.join(root, build.product)));
}

/** Remembers builds that somebody else made just now. @param {string} root @param {typeof builds} made */
export function stampBuilds(root, made) {
  for (const { name, sources } of made) writeStamp(stampOf(root, name), fingerprint(root, sources));
}

function stampOf(root, name) {
  return path.join(root, 'dist', '.stamps', name);
}

/**
 * Makes the given builds side by side.
 *
 * @param {import('./running.mjs').Running} running
 * @param {ReturnType<typeof staleBuilds>} stale
 * @param {{ root: string, dataDir: string, env: NodeJS.ProcessEnv }} options
 * @throws {Error} one sentence with the path of the log
 */
export async function makeBuilds(running, stale, { root, dataDir, env }) {
  const results = await Promise.all(
    stale.map(async ({ name, stampFile, current }) => {
      const logFile = rotateLog(dataDir, `build-${name}`);
      clearStamp(stampFile);
      const isMade = await runStep(running, {
        command: ['npm', 'run', `build:${name}`],
        cwd: root,
        env,
        logFile,
      });
      if (isMade) writeStamp(stampFile, current);
      return isMade ? [] : [`Building ${name} failed; the reason is in ${logFile}`];
    }),
  );
  const failures = results.flat();
  if (failures.length > 0) throw new Error(failures.join('\n'));
}
