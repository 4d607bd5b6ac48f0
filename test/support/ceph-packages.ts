import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const wanted = ['radosgw', 'ceph-mon', 'ceph-osd'];
/** Programs and libraries only: the rest of what apt would install (Python, LVM …) is for running a real cluster. */
const needed = /^(radosgw|ceph-(mon|osd|base|common)|lib.*)$/;
const cache = join(process.cwd(), 'node_modules/.cache/outreel');

/**
 * Ceph's programs from Debian's or Ubuntu's packages, downloaded once (60 MB) and unpacked below `node_modules`
 * without installing anything.
 *
 * @returns folder that holds `usr/bin/radosgw` and so on
 * @throws Error when the machine has no apt or its archive no Ceph
 */
export async function unpackCeph(): Promise<string> {
  const folder = join(cache, `ceph-${process.arch}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const scratch = await mkdtemp(join(cache, 'ceph-unpacking-'));
  try {
    const names = await namesOfPackages();
    await run('apt-get', ['download', ...names], { cwd: scratch });
    const unpacked = join(scratch, 'root');
    for (const file of await readdir(scratch)) {
      if (file.endsWith('.deb')) await run('dpkg', ['-x', join(scratch, file), unpacked]);
    }
    // Renamed when complete: an interrupted download is never taken for Ceph.
    if (!existsSync(folder)) await rename(unpacked, folder);
    return folder;
  } catch (cause) {
    throw new Error(
      'The S3 test server needs the packages radosgw, ceph-mon and ceph-osd of Debian or Ubuntu: run `apt-get update` and see that they can be downloaded.',
      { cause },
    );
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** What apt would install beyond what is there; without package lists it is tried again after an update. */
async function namesOfPackages(): Promise<string[]> {
  const { stdout } = await simulate().catch(async () => {
    await run('apt-get', ['update']);
    return simulate();
  });
  const names = [...stdout.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name);
  return names.filter((name) => needed.test(name));
}

function simulate() {
  return run('apt-get', ['install', '--simulate', '--no-install-recommends', ...wanted]);
}
