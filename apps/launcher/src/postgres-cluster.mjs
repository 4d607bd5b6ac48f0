import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** The only database user of the embedded server. */
export const databaseUser = 'outreel';

/** The generated password of the embedded server, kept beside the cluster with mode 0600. */
export function passwordOf(dataDir) {
  return readFileSync(passwordFile(dataDir), 'utf8').trim();
}

function passwordFile(dataDir) {
  return path.join(dataDir, 'postgres.password');
}

/**
 * Creates the cluster unless it exists. It is built under another name and renamed when complete, so that a crash in
 * between leaves nothing half made. An existing cluster is handed to the identity that will run it.
 *
 * @throws {Error} one sentence with the path of the log
 */
export function createCluster({ cluster, dataDir, binaries, identity, logFile }) {
  if (existsSync(path.join(cluster, 'PG_VERSION'))) {
    giveTo(cluster, identity);
    return;
  }
  const draft = `${cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const secret = path.join(draft, 'password');
  writeFileSync(passwordFile(dataDir), `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
  chmodSync(passwordFile(dataDir), 0o600);
  writeFileSync(secret, passwordOf(dataDir), { mode: 0o600 });
  giveTo(draft, identity);
  runInitdb(path.join(draft, 'cluster'), secret, { binaries, identity, logFile });
  rmSync(cluster, { recursive: true, force: true });
  renameSync(path.join(draft, 'cluster'), cluster);
  rmSync(draft, { recursive: true, force: true });
}

function runInitdb(target, secret, { binaries, identity, logFile }) {
  const flags = ['-D', target, '-U', databaseUser, `--pwfile=${secret}`, '--auth=scram-sha-256'];
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const [command, ...rest] = [...identity.prefix, binaries.initdb, ...flags, ...locale, '--no-sync'];
  const run = spawnSync(command, rest, {
    cwd: path.dirname(target),
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    ...(identity.uid === undefined ? {} : { uid: identity.uid, gid: identity.gid }),
    encoding: 'utf8',
  });
  appendFileSync(logFile, `${run.stdout ?? ''}${run.stderr ?? ''}${run.error ?? ''}`);
  if (run.status !== 0) throw new Error(`The database could not be created; the reason is in ${logFile}`);
}

/** Only root can give files away; anybody else already owns what they created. */
function giveTo(folder, { owner, gid }) {
  if (process.getuid?.() !== 0 || statSync(folder).uid === owner) return;
  for (const entry of readdirSync(folder, { recursive: true }))
    lchownSync(path.join(folder, entry), owner, gid ?? 0);
  chownSync(folder, owner, gid ?? 0);
}
