import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPrograms } from './fence-search.js';
import { fenceKinds, type Fence } from './sandbox.js';
import { probeLimits } from './sandbox-limits.js';

const execute = promisify(execFile);
let root: string;
let listener: Server;
let hits = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'outreel-fence-'));
  await chmod(root, 0o755);
  await writeFile(join(root, 'allowed.txt'), 'allowed');
  await writeFile(join(root, 'secret.txt'), 'secret');
  listener = createServer((_request, response) => {
    hits++;
    response.end('reached');
  });
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
});

afterAll(async () => {
  await new Promise((done) => listener.close(done));
  await rm(root, { recursive: true, force: true });
});

/** The fences that this machine has; a Mac has none and `required` fails there with one sentence. */
async function available(): Promise<Fence[]> {
  const programs = await findPrograms(['setsid', 'prlimit', 'bwrap', 'unshare', 'setpriv', 'pivot_root']);
  const fences: Fence[] = [];
  if (programs.has('bwrap')) fences.push(fenceKinds.bubblewrap(programs, fenceKinds.bubblewrapUser));
  if (programs.has('setpriv')) fences.push(fenceKinds.unshare(programs, ['--user', '--map-root-user']));
  return fences;
}

async function inside(fence: Fence, script: string): Promise<string> {
  const command = fence.wrap({
    tool: '/bin/sh',
    inputs: [join(root, 'allowed.txt')],
    outDir: root,
    limits: probeLimits,
  });
  const [program = '', ...words] = command.words;
  const { stdout } = await execute(program, [...words, '-c', script]);
  return stdout.trim();
}

it('shows the input and the output folder, and nothing else', async () => {
  for (const fence of await available()) {
    // oxlint-disable-next-line no-await-in-loop
    const seen = await inside(
      fence,
      `cat /in/0; echo; echo x > /out/written-${fence.name}; (echo y > /in/0) 2>/dev/null || echo read-only;
       for p in ${root} /home /root /etc/passwd /var /proc/self /sys/class; do [ -e $p ] && echo "sees $p"; done; env | grep -v -e ^PATH= -e ^LC_ALL= -e ^PWD= -e ^OLDPWD= -e ^_=; true`,
    );
    expect([fence.name, seen]).toEqual([fence.name, 'allowed\nread-only']);
    // oxlint-disable-next-line no-await-in-loop
    expect(await readdir(root)).toContain(`written-${fence.name}`);
  }
});

it('has no network, not even to this machine', async () => {
  const { port } = listener.address() as AddressInfo;
  for (const fence of await available()) {
    const command = fence.wrap({ tool: '/usr/bin/ffprobe', inputs: [], limits: probeLimits });
    const [program = '', ...words] = command.words;
    // oxlint-disable-next-line no-await-in-loop
    await expect(execute(program, [...words, '-v', 'error', `http://127.0.0.1:${port}/`])).rejects.toThrow(
      /Connection|Network|Input\/output/i,
    );
  }
  expect(hits).toBe(0);
});

it('limits address space and file size', async () => {
  for (const fence of await available()) {
    // oxlint-disable-next-line no-await-in-loop
    expect(await inside(fence, 'ulimit -v; ulimit -t; ulimit -c')).toBe('3145728\n60\n0');
  }
});
