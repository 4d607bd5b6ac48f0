import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { signalProcess, supervise } from './supervise.mjs';

/** Ignores the polite signal; its child would outlive it. */
const stubborn = `
  process.on('SIGTERM', () => {});
  const child = require('node:child_process').spawn('sleep', ['1000'], { stdio: 'ignore' });
  process.send?.({ own: process.pid, child: child.pid });
  setInterval(() => {}, 1000);`;

/** The test's own time limit ends the wait. */
async function isGone(pid: number): Promise<boolean> {
  while (signalProcess(pid, 0)) await sleep(20);
  return true;
}

describe('a supervised service', () => {
  it('hands its exit code on', async () => {
    const service = supervise({ command: [process.execPath, '-e', 'process.exit(7)'], log: 'ignore' });
    expect(await service.exited).toBe(7);
    await service.stop();
  });

  it('ends politely when it is stopped', async () => {
    const polite =
      "process.on('SIGTERM', () => process.exit(3)); process.send('up'); setInterval(() => {}, 1000)";
    const service = supervise({ command: [process.execPath, '-e', polite], log: 'ignore', ipc: true });
    await once(service.child, 'message');
    await service.stop();
    expect(await service.exited).toBe(3);
  });

  it('is killed together with its children when it does not end', async () => {
    const command = [process.execPath, '-e', stubborn];
    const service = supervise({ command, log: 'ignore', ipc: true, graceSeconds: 1 });
    const [pids] = await once(service.child, 'message');
    await service.stop();
    expect(await Promise.all([isGone(pids.own), isGone(pids.child)])).toEqual([true, true]);
  });

  it('dies with the process that started it, even by kill -9', async () => {
    const module = fileURLToPath(new URL('supervise.mjs', import.meta.url));
    const launcher = `
      import { supervise } from ${JSON.stringify(module)};
      const command = [process.execPath, '-e', ${JSON.stringify(stubborn)}];
      const service = supervise({ command, log: 'ignore', ipc: true, graceSeconds: 1 });
      service.child.on('message', (pids) => process.send(pids));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', launcher], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const [pids] = await once(child, 'message');
    child.kill('SIGKILL');
    expect(await Promise.all([isGone(pids.own), isGone(pids.child)])).toEqual([true, true]);
  }, 20_000);
});
