/** The part of "can Outreel start here" that needs no child process. Each function answers one sentence, or nothing. */

/** Oldest Node that runs everything (`engines` of package.json says the same). */
export const oldestNode = '20.19.0';

/** Below this the database could fail in the middle of a recording. */
export const smallestFreeBytes = 500 * 1024 * 1024;

/**
 * @param {string} version like `process.versions.node`
 * @returns {string | undefined}
 */
export function nodeVersionProblem(version) {
  const have = version.split('.').map(Number);
  const need = oldestNode.split('.').map(Number);
  const isOld = have[0] < need[0] || (have[0] === need[0] && have[1] < need[1]);
  if (!isOld) return undefined;
  return `Outreel needs Node 20.19 or newer and this is Node ${version}; install a newer one from https://nodejs.org and start again.`;
}

/**
 * @param {string | undefined} text value of the variable PORT
 * @returns {number} 1–65535, 3000 when not given
 * @throws {Error} one sentence for anything that is no port
 */
export function readPort(text) {
  if (text === undefined || text.trim() === '') return 3000;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Error(
    `PORT is "${text}", which is no port; use a whole number from 1 to 65535, for example: PORT=3001 npm start`,
  );
}

/** @param {number} port 1–65535 @returns {string} the sentence for a port that somebody else holds */
export function portTakenSentence(port) {
  const other = port < 65_535 ? port + 1 : 3000;
  return `Port ${port} is in use by another program; stop that program or choose another port: PORT=${other} npm start`;
}

/**
 * @param {number} freeBytes ≥ 0
 * @param {string} folder shown to the reader
 * @returns {string | undefined}
 */
export function diskProblem(freeBytes, folder) {
  if (freeBytes >= smallestFreeBytes) return undefined;
  const free = Math.floor(freeBytes / 1024 / 1024);
  return `Only ${free} MB are free for ${folder} and Outreel needs 500 MB; make room or choose another disk: DATA_DIR=/path/to/folder npm start`;
}

/**
 * @param {number} pid of the launcher that holds the data folder
 * @param {string} folder shown to the reader
 */
export function alreadyRunningSentence(pid, folder) {
  return `Outreel is already running on ${folder} (process ${pid}); stop it first, or give this one its own folder and port: DATA_DIR=./data-2 PORT=3001 npm start`;
}
