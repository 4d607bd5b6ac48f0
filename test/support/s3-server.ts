import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { cephConfig } from './ceph-config.js';
import { unpackCeph } from './ceph-packages.js';
import { freePort } from './free-port.js';

const run = promisify(execFile);
const startLimitMs = 90_000;
const credentials = { accessKeyId: 'test-access', secretAccessKey: 'test-secret' };

/** A real S3 store for one test file, with one bucket. */
export interface S3Server {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Ends the store and removes its files. */
  stop(): Promise<void>;
}

/** The commands of one cluster: paths, environment and configuration are bound. */
interface Cluster {
  folder: string;
  call(program: string, ...options: string[]): Promise<unknown>;
  start(program: string, ...options: string[]): void;
  stop(): Promise<void>;
}

/**
 * Starts a Ceph cluster of one monitor, one OSD in memory and one gateway on free ports of 127.0.0.1 (about 5 s;
 * the very first time it downloads Ceph).
 *
 * @throws Error when Ceph cannot be had, or is not ready after 90 s
 */
export async function startS3Server(): Promise<S3Server> {
  const root = await unpackCeph();
  const cluster = await newCluster(root);
  try {
    const ports = { monitor: await freePort(), gateway: await freePort() };
    const id = randomUUID();
    const libraries = libraryFolder(root);
    await writeFile(join(cluster.folder, 'ceph.conf'), cephConfig({ ...cluster, id, libraries, ports }));
    await makeKeys(cluster);
    await startStore(cluster, id, ports.monitor);
    cluster.start('radosgw', '-n', 'client.admin', '-f');
    const endpoint = `http://127.0.0.1:${ports.gateway}`;
    const server = { endpoint, region: 'us-east-1', bucket: 'outreel-test', ...credentials };
    await untilAnswers(endpoint, cluster.folder);
    await makeBucket(server);
    return { ...server, stop: cluster.stop };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

async function newCluster(root: string): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'outreel-test-ceph-'));
  await mkdir(join(folder, 'mon'));
  await mkdir(join(folder, 'osd'));
  const libraries = libraryFolder(root);
  const env = {
    ...process.env,
    LD_LIBRARY_PATH: `${libraries}:${libraries.replace('/usr/lib/', '/lib/')}:${join(libraries, 'ceph')}`,
  };
  const started: ChildProcess[] = [];
  const command = (program: string) => join(root, 'usr/bin', program);
  const settings = ['-c', join(folder, 'ceph.conf')];
  const killAll = () => started.forEach((child) => child.kill('SIGKILL'));
  process.once('exit', killAll);
  return {
    folder,
    call: (program, ...options) =>
      run(command(program), [...settings, ...options], { env, timeout: startLimitMs }),
    start: (program, ...options) => {
      const log = openSync(join(folder, `${program}.log`), 'w');
      started.push(spawn(command(program), [...settings, ...options], { env, stdio: ['ignore', log, log] }));
      closeSync(log);
    },
    // Nothing in it is worth an orderly end.
    stop: async () => {
      process.removeListener('exit', killAll);
      const ended = started.map((child) => new Promise((resolve) => child.once('exit', resolve)));
      killAll();
      await Promise.all(ended);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One file of keys for everybody; the gateway cannot do without cephx. */
async function makeKeys({ folder, call }: Cluster): Promise<void> {
  const keyring = join(folder, 'keyring');
  const key = (name: string, ...caps: string[]) => [keyring, '--gen-key', '-n', name, ...caps];
  await call('ceph-authtool', '--create-keyring', ...key('mon.', '--cap', 'mon', 'allow *'));
  await call('ceph-authtool', ...key('client.admin', '--cap', 'mon', 'allow *', '--cap', 'osd', 'allow *'));
  await call(
    'ceph-authtool',
    ...key('osd.0', '--cap', 'mon', 'allow profile osd', '--cap', 'osd', 'allow *'),
  );
}

async function startStore({ folder, call, start }: Cluster, id: string, port: number): Promise<void> {
  const [monmap, osdmap, keyring] = ['monmap', 'osdmap', 'keyring'].map((name) => join(folder, name));
  const address = `[v2:127.0.0.1:${port}]`;
  await call('monmaptool', '--create', '--fsid', id, '--addv', 'a', address, monmap ?? '');
  // A map that already has an OSD spares the `ceph` command, and Python with it.
  await call('osdmaptool', '--createsimple', '1', osdmap ?? '');
  const maps = ['--monmap', monmap ?? '', '--osdmap', osdmap ?? '', '--keyring', keyring ?? ''];
  await call('ceph-mon', '--mkfs', '-i', 'a', ...maps);
  start('ceph-mon', '-i', 'a', '-f');
  await call('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', randomUUID());
  start('ceph-osd', '-i', '0', '-f');
  const { accessKeyId, secretAccessKey } = credentials;
  const keys = ['--access-key', accessKeyId, '--secret-key', secretAccessKey];
  await call('radosgw-admin', 'user', 'create', '--uid', 'test', '--display-name', 'test', ...keys);
}

async function untilAnswers(endpoint: string, folder: string): Promise<void> {
  const giveUpAt = Date.now() + startLimitMs;
  const answers = () =>
    fetch(endpoint).then(
      (reply) => reply.ok,
      () => false,
    );
  while (!(await answers())) {
    if (Date.now() > giveUpAt) throw new Error(`Ceph's gateway does not answer at ${endpoint} (${folder}).`);
    await pause(100);
  }
}

async function makeBucket({
  endpoint,
  region,
  bucket,
}: Pick<S3Server, 'endpoint' | 'region' | 'bucket'>): Promise<void> {
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  try {
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
  } finally {
    client.destroy();
  }
}

function libraryFolder(root: string): string {
  const triplet = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[process.arch as string];
  if (triplet === undefined)
    throw new Error(`There is no S3 test server for processors of kind ${process.arch}.`);
  return join(root, 'usr/lib', triplet);
}
