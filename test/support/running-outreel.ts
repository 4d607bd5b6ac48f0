/**
 * A whole Outreel as a user starts it: `npm start` with its own data folder and port, real processes, real builds.
 * Called by the specs of `test/e2e`; knows nothing of what they do with it.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import { processesOf, startOutreel } from './outreel-process.js';

/** A running installation. */
export interface RunningOutreel {
  /** The printed address, without a trailing slash. */
  readonly url: string;
  readonly dataDir: string;
  /** Ctrl-C; removes the data. @throws when the launcher does not end with 0 or leaves a process */
  stop(): Promise<void>;
}

/**
 * Starts Outreel and waits for its line.
 * @param env settings beside `PORT` and `DATA_DIR`
 * @throws with everything printed and the services' logs when it does not start
 */
export async function runOutreel(env: NodeJS.ProcessEnv = {}): Promise<RunningOutreel> {
  const parent = await mkdtemp(join(tmpdir(), 'outreel-e2e-'));
  const dataDir = join(parent, 'data');
  const outreel = startOutreel({ port: await freePort(), dataDir, env });
  await outreel.ready();
  const url = /^Outreel is ready: (\S+)/m.exec(outreel.output())?.[1];
  if (!url) throw new Error(`No address was printed:\n${outreel.output()}`);
  const stop = async () => {
    const code = await outreel.interrupt();
    const left = processesOf(dataDir);
    for (const line of left) process.kill(Number(line.split(' ')[0]), 'SIGKILL');
    if (code !== 0) throw new Error(`Ctrl-C ended with ${code}:\n${outreel.output()}`);
    if (left.length > 0) throw new Error(`Ctrl-C left processes:\n${left.join('\n')}`);
    await rm(parent, { recursive: true, force: true, maxRetries: 5 });
  };
  return { url, dataDir, stop };
}

/** What a service wrote so far. @param name e.g. `api`, `worker` */
export function logOf({ dataDir }: RunningOutreel, name: string): Promise<string> {
  return readFile(join(dataDir, 'logs', `${name}.log`), 'utf8');
}
