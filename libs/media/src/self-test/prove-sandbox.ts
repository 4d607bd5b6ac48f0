import { randomUUID } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runLines } from '../process-group.js';
import type { FencePromise } from '../sandbox.js';
import { probeLimits, type ProcessLimits } from '../sandbox-limits.js';
import { CanaryListener } from './canary-listener.js';
import type { FencesUnderTest } from './fences-under-test.js';

const remedy =
  'Install the sandbox of your system again (apt-get install --reinstall bubblewrap util-linux), and look whether another program of that name stands before it on PATH.';
const mebibyte = 1024 ** 2;
const limits: ProcessLimits = {
  addressSpaceBytes: 192 * mebibyte,
  cpuSeconds: 7,
  fileBytes: 65_536,
  processes: 64,
};

/**
 * What a program does that has taken ffmpeg over. Arguments: a file outside, a file to make outside, the input, the output
 * folder. Each step in a shell of its own: a refused redirection or a limit ends only that.
 */
const hostileScript = `echo began
(cat "$1"; echo) 2>/dev/null
(mkdir -p "\${2%/*}"; echo escaped > "$2") 2>/dev/null
(echo changed > "$3") 2>/dev/null
(dd if=/dev/zero of=/dev/null bs=256M count=1 2>/dev/null && echo took-memory)
(head -c 131072 /dev/zero > "$4/large") 2>/dev/null
echo cpu $(ulimit -t)`;

/** Where a trial leaves its traces. */
interface Traces {
  readonly secret: string;
  readonly canary: string;
  readonly escaped: string;
  readonly input: string;
  readonly outDir: string;
}

async function prepare(folder: string): Promise<Traces> {
  const traces = {
    secret: randomUUID(),
    canary: join(folder, 'canary.txt'),
    escaped: join(folder, 'escaped.txt'),
    input: join(folder, 'input.txt'),
    outDir: join(folder, 'out'),
  };
  await mkdir(traces.outDir);
  await Promise.all([writeFile(traces.canary, traces.secret), writeFile(traces.input, 'untouched')]);
  return traces;
}

/** @returns what the hostile program printed */
async function takeOver(
  { fence, limits: { probeWallMs } }: FencesUnderTest,
  traces: Traces,
): Promise<string> {
  const { canary, escaped, input, outDir } = traces;
  const { words, inputs, cwd } = fence.wrap({ tool: '/bin/sh', inputs: [input], outDir, limits });
  const script = ['-c', hostileScript, 'sh', canary, escaped, inputs[0] ?? '', cwd ?? '/out'];
  let printed = '';
  await runLines([...words, ...script], { wallMs: probeWallMs }, (line) => {
    printed += `${line}\n`;
  });
  return printed;
}

/** Lets the tool itself call out: with no whitelist it would open any address. @returns whether it got through */
async function callOut({ fence, ffprobe, limits: { probeWallMs } }: FencesUnderTest): Promise<boolean> {
  const listener = await CanaryListener.open();
  const { words } = fence.wrap({ tool: ffprobe, inputs: [], limits: probeLimits });
  const call = ['-v', 'quiet', '-i', `http://127.0.0.1:${listener.port}/`];
  await runLines([...words, ...call], { wallMs: probeWallMs }, () => undefined);
  return listener.close();
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return { size: 0 };
    throw error;
  });
  return found.size;
}

/**
 * Third fence of 7-trust.md: a program that is hostile itself, run as ffmpeg is. What the fence does not promise is not asked
 * of it (see `Fence.promises`).
 * @param folder empty, for what is made here
 * @returns a sentence for everything that such a program could do
 */
export async function proveSandbox(fences: FencesUnderTest, folder: string): Promise<string[]> {
  const { name, promises } = fences.fence;
  const traces = await prepare(folder);
  const [printed, isReached] = await Promise.all([
    takeOver(fences, traces),
    promises.has('isolation') && callOut(fences),
  ]);
  const lines = new Set(printed.split('\n'));
  if (!lines.has('began')) return [`No program runs in the sandbox (${name}). ${remedy}`];
  const input = await readFile(traces.input, 'utf8');
  const largeBytes = await sizeOf(join(traces.outDir, 'large'));
  const findings: [promise: FencePromise, isBroken: boolean, deed: string][] = [
    ['isolation', lines.has(traces.secret), 'read a file outside of it'],
    ['isolation', (await sizeOf(traces.escaped)) > 0, 'wrote a file outside of its output folder'],
    ['isolation', input !== 'untouched', 'changed the file that it was given to read'],
    ['isolation', isReached, 'reached the network'],
    ['limits', largeBytes > limits.fileBytes, 'wrote a larger file than it may'],
    ['limits', lines.has('took-memory'), 'took more memory than it may'],
    ['limits', !lines.has(`cpu ${limits.cpuSeconds}`), 'may use the processor for longer than it was given'],
  ];
  return findings
    .filter(([promise, isBroken]) => isBroken && promises.has(promise))
    .map(([, , deed]) => `The sandbox (${name}) is open: a program inside ${deed}. ${remedy}`);
}
