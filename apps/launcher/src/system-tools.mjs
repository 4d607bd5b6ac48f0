import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { showProgress } from './console.mjs';
import { runStep } from './running.mjs';

/**
 * A program that npm cannot install.
 *
 * @typedef {object} Tool
 * @property {string} name for the reader
 * @property {(env: NodeJS.ProcessEnv) => boolean} isPresent
 * @property {string} [apt] Debian and Ubuntu package
 * @property {string[]} [brew] arguments of `brew install`
 * @property {boolean} [isOptional] Outreel works without it
 */

/** Where a program is, looked for as a shell would. @returns {string | undefined} absolute path */
export function findProgram(name, env) {
  if (name.includes(path.sep)) return isExecutable(name) ? path.resolve(name) : undefined;
  const folders = (env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.map((folder) => path.join(folder, name)).find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // "Not there" and "not allowed" are both the answer no.
    return false;
  }
}

const has =
  (...names) =>
  (env) =>
    names.some((name) => findProgram(name, env));
const isLinux = process.platform === 'linux';

/** @type {Tool} */
export const ffmpeg = {
  name: 'ffmpeg',
  isPresent: (env) => has(env.FFMPEG_PATH || 'ffmpeg')(env) && has(env.FFPROBE_PATH || 'ffprobe')(env),
  apt: 'ffmpeg',
  brew: ['ffmpeg'],
};

/** The sandbox of ffmpeg; `unshare` is the second best and part of every Linux. @type {Tool} */
export const bubblewrap = {
  name: 'bubblewrap',
  isPresent: (env) => !isLinux || has('bwrap')(env),
  apt: 'bubblewrap',
  isOptional: has('unshare')(process.env) || !isLinux,
};

const macChrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** What only the tests need. @type {Tool[]} */
export const testTools = [
  {
    name: 'Chromium',
    isPresent: (env) =>
      has('chromium', 'chromium-browser', 'google-chrome')(env) ||
      Boolean(env.CHROMIUM_PATH) ||
      existsSync(macChrome),
    apt: 'chromium',
    brew: ['--cask', 'google-chrome'],
  },
  { name: 'Redis', isPresent: has('redis-server'), apt: 'redis-server', brew: ['redis'] },
  {
    name: 'DejaVu fonts',
    isPresent: () => !isLinux || existsSync('/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'),
    apt: 'fonts-dejavu-core',
    isOptional: true,
  },
  {
    name: 'emoji font',
    isPresent: () => !isLinux || existsSync('/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf'),
    apt: 'fonts-noto-color-emoji',
    isOptional: true,
  },
];

/**
 * Installs what is missing through the platform's package manager, where that can be done without asking.
 *
 * @param {import('./running.mjs').Running} running
 * @param {Tool[]} tools
 * @param {{ env: NodeJS.ProcessEnv, logFile: string }} options
 * @throws {Error} one sentence that says what to install
 */
export async function ensureTools(running, tools, { env, logFile }) {
  const problem = toolPathProblem(env);
  if (problem) throw new Error(problem);
  const missing = tools.filter((tool) => !tool.isPresent(env));
  const commands = installCommands(missing, managerOf(env));
  if (commands.length > 0) {
    await showProgress(`Installing ${missing.map(({ name }) => name).join(', ')}`, async () => {
      const installEnv = { ...env, DEBIAN_FRONTEND: 'noninteractive', HOMEBREW_NO_AUTO_UPDATE: '1' };
      for (const command of commands) await runStep(running, { command, cwd: '/', env: installEnv, logFile });
    });
  }
  const stillMissing = missing.filter((tool) => !tool.isOptional && !tool.isPresent(env));
  if (stillMissing.length > 0)
    throw new Error(missingToolsSentence(stillMissing, commands.length > 0 ? logFile : undefined));
}

/** A path that the reader chose is not replaced by an installed program. @param {NodeJS.ProcessEnv} env */
export function toolPathProblem(env) {
  const wrong = ['FFMPEG_PATH', 'FFPROBE_PATH'].find((name) => env[name] && !findProgram(env[name], env));
  if (!wrong) return undefined;
  return `${wrong} is ${env[wrong]}, where no program is; correct it, or leave it out to use the one on the PATH.`;
}

function managerOf(env) {
  if (isLinux && process.getuid?.() === 0 && has('apt-get')(env)) return 'apt';
  if (has('brew')(env) && process.getuid?.() !== 0) return 'brew';
  return undefined;
}

/**
 * @param {Tool[]} tools
 * @param {'apt' | 'brew' | undefined} manager
 * @returns {string[][]} commands in order; a failed one does not stop the next (an old package list may be enough)
 */
export function installCommands(tools, manager) {
  if (manager === 'apt') {
    const packages = tools.flatMap(({ apt }) => apt ?? []);
    if (packages.length === 0) return [];
    return [
      ['apt-get', 'update'],
      ['apt-get', 'install', '-y', '--no-install-recommends', ...packages],
    ];
  }
  if (manager === 'brew')
    return tools.filter(({ brew }) => brew).map(({ brew }) => ['brew', 'install', ...brew]);
  return [];
}

/** @param {Tool[]} tools @param {string} [logFile] of the attempt to install them */
export function missingToolsSentence(tools, logFile) {
  const names = tools.map(({ name }) => name).join(' and ');
  const apt = tools.flatMap(({ apt: name }) => name ?? []).join(' ');
  const brew = tools.flatMap((tool) => tool.brew ?? []).join(' ');
  const attempt = logFile ? ` (installing failed, see ${logFile})` : '';
  const how = `Debian or Ubuntu: sudo apt-get install ${apt}${brew ? `, macOS: brew install ${brew}` : ''}`;
  return `Outreel needs ${names}${attempt}; install it (${how}) and start again.`;
}
