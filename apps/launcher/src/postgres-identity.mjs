import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';

/**
 * PostgreSQL refuses to run as root. An identity says how to run it instead.
 *
 * @typedef {object} Identity
 * @property {string[]} prefix what goes in front of the command
 * @property {number} [uid] user and group to switch to; absent = stay who we are
 * @property {number} [gid]
 * @property {number} owner user id, as seen from here, that must own the cluster's files
 */

/**
 * Picks the first way that really runs the given program on this machine:
 * ourselves (not root) → root hidden behind another number in a user namespace (files stay root's, so that folders with
 * mode 0700 above the checkout do not matter) → the owner of the program's file → an unprivileged system user → the
 * same with the one right to pass such folders (containers that forbid user namespaces).
 *
 * @param {string} program absolute path of `postgres`
 * @param {string} folder absolute, exists; the cluster is made below it
 * @returns {Identity}
 * @throws {Error} one sentence when root has no way to give up its rights
 */
export function chooseIdentity(program, folder) {
  const self = process.getuid?.() ?? -1;
  if (self !== 0) return { prefix: [], owner: self };
  const users = unprivilegedUsers();
  const file = statSync(program);
  const candidates = [
    ...users.slice(0, 1).map(({ uid }) => namespaced(uid)),
    ...(file.uid === 0 ? [] : [{ prefix: [], uid: file.uid, gid: file.gid, owner: file.uid }]),
    ...users.map(({ uid, gid }) => ({ prefix: [], uid, gid, owner: uid })),
    ...users.slice(0, 1).map(({ uid, gid }) => withReadRight(uid, gid)),
  ];
  const chosen = candidates.find((candidate) => canRun(candidate, program, folder));
  if (chosen) return chosen;
  throw new Error(
    'PostgreSQL cannot run as root and no other user can read this folder; move the checkout to a readable place or start Outreel as another user.',
  );
}

function namespaced(uid) {
  return { prefix: ['unshare', '--user', `--map-user=${uid}`, '--'], owner: 0 };
}

/** Docker allows this capability where its seccomp profile forbids user namespaces. */
function withReadRight(uid, gid) {
  const rights = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  const user = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  return { prefix: ['setpriv', ...user, ...rights, '--'], gid, owner: uid };
}

function canRun({ prefix, uid, gid }, program, folder) {
  const probe = ['/bin/sh', '-c', 'cd "$1" && exec "$2" --version', 'probe', folder, program];
  const [command, ...rest] = [...prefix, ...probe];
  const asUser = uid === undefined ? {} : { uid, gid };
  return spawnSync(command, rest, { ...asUser, cwd: '/', stdio: 'ignore', timeout: 10_000 }).status === 0;
}

/** initdb looks its user up by number, so the user must exist. The overflow user (nobody) comes last. */
function unprivilegedUsers() {
  if (!existsSync('/etc/passwd')) return [];
  const rank = ['postgres', 'daemon', 'bin'];
  const place = ({ name }) => (rank.includes(name) ? rank.indexOf(name) : name === 'nobody' ? 99 : 50);
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => Number(fields[2]) > 0)
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .toSorted((a, b) => place(a) - place(b))
    .slice(0, 8);
}
