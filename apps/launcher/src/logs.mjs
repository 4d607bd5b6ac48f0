import { existsSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Logs of earlier starts that are kept beside the current one: `api.log.1` (newest) … `api.log.3`. */
export const keptLogs = 3;

/**
 * Moves the log of the last start aside.
 *
 * @param {string} dataDir absolute
 * @param {string} name without ending, for example `api`
 * @returns {string} absolute path of the (not yet existing) current log
 */
export function rotateLog(dataDir, name) {
  const folder = path.join(dataDir, 'logs');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.log`);
  if (!existsSync(file)) return file;
  rmSync(`${file}.${keptLogs}`, { force: true });
  for (let age = keptLogs - 1; age >= 1; age -= 1) {
    if (existsSync(`${file}.${age}`)) renameSync(`${file}.${age}`, `${file}.${age + 1}`);
  }
  renameSync(file, `${file}.1`);
  return file;
}

/** Opens a log for appending; the caller closes the descriptor after handing it to a process. */
export function openLog(file) {
  return openSync(file, 'a', 0o600);
}
