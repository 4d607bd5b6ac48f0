import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes `node_modules/.package-lock.json` as the last
 * step of every install, so an interrupted one, an older lock and a hand-made `npm install` are all seen.
 *
 * @param {string} root absolute folder of the checkout
 */
export function arePackagesInstalled(root) {
  const installedFile = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const installed = JSON.parse(readFileSync(installedFile, 'utf8'));
  return missingPackages(wanted.packages, installed.packages).length === 0;
}

/**
 * @param {Record<string, {version?: string, optional?: boolean, link?: boolean}>} wanted `packages` of package-lock.json
 * @param {Record<string, {version?: string}>} installed the same of the installed tree
 * @returns {string[]} places of packages that are missing or of another version; optional ones (other platforms) do not count
 */
export function missingPackages(wanted, installed) {
  return Object.entries(wanted)
    .filter(([place, entry]) => place.includes('node_modules/') && !entry.optional && !entry.link)
    .filter(([place, entry]) => installed[place]?.version !== entry.version)
    .map(([place]) => place);
}
