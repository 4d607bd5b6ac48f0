import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/free-port.js';
import { launcherOf, processesOf, startOutreel, type OutreelProcess } from '../support/outreel-process.js';

jest.setTimeout(180_000);

/** The test's own time limit ends the wait. */
async function untilNoProcess(dataDir: string): Promise<string[]> {
  for (let left = processesOf(dataDir); ; left = processesOf(dataDir)) {
    if (left.length === 0) return left;
    await sleep(100);
  }
}

/** The last line somebody reads. */
const lastLine = (outreel: OutreelProcess) => outreel.output().trim().split('\n').at(-1);

const parent = mkdtempSync(join(tmpdir(), 'outreel-launcher-'));
const dataDir = join(parent, 'data');
afterEach(() => {
  // After a failed test; a passed one has left nothing.
  for (const line of processesOf(dataDir)) process.kill(Number(line.split(' ')[0]), 'SIGKILL');
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

describe('npm start', () => {
  it('prints one line when ready, answers, and leaves no process after Ctrl-C', async () => {
    const outreel = startOutreel({ port: await freePort(), dataDir });
    await outreel.ready();
    const { status } = await fetch(`${outreel.address}/health/ready`);
    expect(status).toBe(200);
    expect(outreel.output().match(/^Outreel is ready: http:\/\/localhost:\d+ \([\d.]+ s\)$/gm)).toHaveLength(
      1,
    );
    expect(processesOf(dataDir).some((line) => line.includes('dist/apps/worker/main.js'))).toBe(true);
    expect(await outreel.interrupt()).toBe(0);
    expect(processesOf(dataDir)).toEqual([]);
  });

  it('stands a Ctrl-C that arrives twice', async () => {
    const outreel = startOutreel({ port: await freePort(), dataDir });
    await outreel.ready();
    process.kill(launcherOf(dataDir), 'SIGINT');
    expect(await outreel.interrupt()).toBe(0);
    expect(processesOf(dataDir)).toEqual([]);
  });

  it('says in one sentence that the port is in use', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, () => resolve((server.address() as { port: number }).port));
    });
    const outreel = startOutreel({ port, dataDir });
    expect(await outreel.exited).toBe(1);
    server.close();
    expect(lastLine(outreel)).toBe(
      `Port ${port} is in use by another program; stop that program or choose another port: PORT=${port + 1} npm start`,
    );
  });

  it('says in one sentence that ffmpeg is missing, when it cannot be installed', async () => {
    // A machine with Node and a shell, and without ffmpeg, apt-get or brew.
    const bin = join(parent, 'bin');
    mkdirSync(bin);
    const node = dirname(process.execPath);
    for (const program of [process.execPath, join(node, 'npm'), '/bin/sh'])
      symlinkSync(program, join(bin, basename(program)));
    const outreel = startOutreel({ port: await freePort(), dataDir, env: { PATH: bin } });
    expect(await outreel.exited).toBe(1);
    expect(lastLine(outreel)).toMatch(
      /^Outreel needs ffmpeg.*; install it \(Debian or Ubuntu: sudo apt-get install ffmpeg/,
    );
  });

  it('does not work with a sandbox that is open, and says which fence to mend', async () => {
    // A bubblewrap that leaves the network on.
    const bin = join(parent, 'open-sandbox');
    mkdirSync(bin);
    const real = execFileSync('/bin/sh', ['-c', 'command -v bwrap'], { encoding: 'utf8' }).trim();
    const script = `for word do shift; [ "$word" = --unshare-net ] || set -- "$@" "$word"; done\nexec ${real} "$@"\n`;
    writeFileSync(join(bin, 'bwrap'), `#!/bin/sh\n${script}`, { mode: 0o755 });
    const env = { PATH: `${bin}:${process.env['PATH']}` };
    const outreel = startOutreel({ port: await freePort(), dataDir, env });
    expect(await outreel.exited).toBe(1);
    expect(lastLine(outreel)).toContain('The worker did not start; the reason is in');
    expect(readFileSync(join(dataDir, 'logs', 'worker.log'), 'utf8')).toContain(
      'The sandbox (bwrap) is open: a program inside reached the network. Install the sandbox of your system again',
    );
  });

  it('refuses a second launcher on the same data folder in one sentence', async () => {
    const first = startOutreel({ port: await freePort(), dataDir });
    await first.ready();
    const second = startOutreel({ port: await freePort(), dataDir });
    expect(await second.exited).toBe(1);
    expect(lastLine(second)).toContain(`already running on ${dataDir} (process ${launcherOf(dataDir)})`);
    expect((await fetch(`${first.address}/health/ready`)).status).toBe(200);
    await first.interrupt();
  });

  it('takes everything along when the launcher is killed, and starts again on the same data', async () => {
    const port = await freePort();
    const first = startOutreel({ port, dataDir });
    await first.ready();
    process.kill(launcherOf(dataDir), 'SIGKILL');
    await first.exited;
    // At once: the services of the dead launcher may still be ending.
    const second = startOutreel({ port, dataDir });
    await second.ready();
    expect((await fetch(`${second.address}/health/ready`)).status).toBe(200);
    await second.interrupt();
    expect(await untilNoProcess(dataDir)).toEqual([]);
  });

  it('starts PostgreSQL and the API again when they are killed', async () => {
    const outreel = startOutreel({ port: await freePort(), dataDir });
    await outreel.ready();
    const postmaster = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0];
    const api = processesOf(dataDir).find((line) => /^\d+ \S*node .*dist\/apps\/api\/main\.js/.test(line));
    process.kill(Number(postmaster), 'SIGKILL');
    process.kill(Number(api?.split(' ')[0]), 'SIGKILL');
    for (const name of ['PostgreSQL', 'The API']) {
      while (!outreel.output().includes(`${name} ended by itself`)) await sleep(100);
    }
    while (!(await isReady(outreel.address))) await sleep(100);
    expect(await outreel.interrupt()).toBe(0);
    expect(await untilNoProcess(dataDir)).toEqual([]);
  });
});

async function isReady(address: string): Promise<boolean> {
  const reply = await fetch(`${address}/health/ready`).catch(() => undefined);
  return reply?.status === 200;
}
