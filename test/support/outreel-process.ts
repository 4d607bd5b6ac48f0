import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The checkout. */
export const checkout = resolve(__dirname, '../..');

/** What of the test's own environment must not reach the product (`DATABASE_URL` is that of the global set-up). */
const ownSettings = new Set([
  'PORT',
  'HOST',
  'DATA_DIR',
  'DATABASE_URL',
  'REDIS_URL',
  'NODE_ENV',
  'PUBLIC_URL',
]);

/** A running `npm start`. */
export interface OutreelProcess {
  readonly address: string;
  readonly child: ChildProcess;
  /** Everything printed so far, both outputs. */
  output(): string;
  /** Resolves with the exit code when npm has ended. */
  readonly exited: Promise<number | null>;
  /** Resolves when the line with the address was printed; rejects with the output when npm ends before. */
  ready(): Promise<void>;
  /** Ctrl-C, and waits for the end. Resolves with the exit code. */
  interrupt(): Promise<number | null>;
}

/** How to start; `dataDir` is absolute, `port` 1–65535. */
export interface OutreelOptions {
  readonly port: number;
  readonly dataDir: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs `npm start` in the checkout with its own data folder and port. */
export function startOutreel({ port, dataDir, env }: OutreelOptions): OutreelProcess {
  const inherited = Object.entries(process.env).filter(([name]) => !ownSettings.has(name));
  const child = spawn('npm', ['start'], {
    cwd: checkout,
    env: { ...Object.fromEntries(inherited), PORT: String(port), DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const exited = new Promise<number | null>((settle) => child.once('close', (code) => settle(code)));
  const ready = new Promise<void>((settle, fail) => {
    const read = (part: Buffer) => {
      output += part.toString();
      if (/^Outreel is ready: /m.test(output)) settle();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void exited.then((code) => fail(new Error(`npm start ended with ${code}:\n${output}`)));
  });
  // Who does not wait for readiness is not to be disturbed by its absence.
  ready.catch(() => undefined);
  const interrupt = () => {
    child.kill('SIGINT');
    return exited;
  };
  return {
    address: `http://127.0.0.1:${port}`,
    child,
    output: () => output,
    exited,
    ready: () => ready,
    interrupt,
  };
}

/** Process number of the launcher that holds a data folder (npm and a shell stand above it). */
export function launcherOf(dataDir: string): number {
  const lock: unknown = JSON.parse(readFileSync(resolve(dataDir, 'launcher.lock'), 'utf8'));
  return (lock as { pid: number }).pid;
}

/**
 * The living processes that have to do with a data folder: it is in their arguments or their environment. Linux only.
 *
 * @returns `pid command` of each; corpses that nobody collected have no command line and are left out
 */
export function processesOf(dataDir: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      const command = readProc(pid, 'cmdline');
      const isOurs = command !== '' && `${command}\0${readProc(pid, 'environ')}`.includes(dataDir);
      return isOurs ? [`${pid} ${command.replaceAll('\0', ' ')}`] : [];
    });
}

function readProc(pid: string, name: string): string {
  const file = `/proc/${pid}/${name}`;
  try {
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  } catch (error) {
    // The process ended between listing and reading, or its environment is not ours to read.
    // (No instanceof: errors of Node's own modules come from outside of Jest's realm.)
    if (['ENOENT', 'ESRCH', 'EACCES'].includes(String((error as NodeJS.ErrnoException).code))) return '';
    throw error;
  }
}
