import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ignoredFolders = new Set(['node_modules', 'dist', '.cache', 'coverage']);

/**
 * One number for the content of files and folders. Content, not times: `git checkout` touches files that did not change.
 *
 * @param {string} root absolute; paths below it enter the number
 * @param {string[]} sources files or folders relative to root; a missing one counts as "missing"
 * @returns {string} SHA-256 in hex
 */
export function fingerprint(root, sources) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesBelow(root, source))) {
    const absolute = path.join(root, file);
    const content = existsSync(absolute) ? readFileSync(absolute) : 'missing';
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function filesBelow(root, relative) {
  const absolute = path.join(root, relative);
  if (!existsSync(absolute) || !statSync(absolute).isDirectory()) return [relative];
  return readdirSync(absolute, { withFileTypes: true })
    .filter((entry) => !ignoredFolders.has(entry.name) && !/\.spec\.tsx?$/.test(entry.name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesBelow(root, path.join(relative, entry.name)));
}

/**
 * Whether something was made from exactly these sources.
 *
 * @param {string} stampFile where `writeStamp` left the number
 * @param {string} current result of `fingerprint`
 * @param {string} product a file that must exist as well
 */
export function isFresh(stampFile, current, product) {
  return existsSync(product) && existsSync(stampFile) && readFileSync(stampFile, 'utf8').trim() === current;
}

/** Remembers the sources of a product that was just made. */
export function writeStamp(stampFile, current) {
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, `${current}\n`);
}

/** Forgets a product before it is made again, so that an interrupted build is not taken for a good one. */
export function clearStamp(stampFile) {
  rmSync(stampFile, { force: true });
}
