import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.js';

/** A Redis of its own for one test file. */
export interface RedisServer {
  /** `redis://127.0.0.1:…` */
  readonly url: string;
  /** Forgets everything, as a lost store would. */
  wipe(): Promise<void>;
  /** Ends the server and removes its files. */
  stop(): Promise<void>;
}

/**
 * Starts the machine's `redis-server` on a free port of 127.0.0.1, without persistence.
 *
 * @throws Error when the program is missing, or does not answer within 10 s
 */
export async function startRedisServer(): Promise<RedisServer> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'outreel-test-redis-'));
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', [...options, '--dir', folder], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const failed = new Promise<never>((_resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new Error('redis-server is missing: install it with `apt-get install redis-server`.', { cause }),
      ),
    );
    server.once('exit', (code) => reject(new Error(`redis-server ended with code ${code}.`)));
  });
  failed.catch(() => undefined);
  const client = new Redis(port, '127.0.0.1', { retryStrategy: () => 100, maxRetriesPerRequest: 100 });
  // Refused connections while the server starts are expected; the ping below decides.
  client.on('error', () => undefined);
  try {
    await Promise.race([client.ping(), failed]);
  } catch (error) {
    client.disconnect();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    wipe: async () => {
      await client.flushall();
    },
    stop: async () => {
      client.disconnect();
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
