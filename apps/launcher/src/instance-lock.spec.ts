import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lockDataDir, processStart } from './instance-lock.mjs';

describe('the lock of a data folder', () => {
  let dataDir = '';
  const file = () => path.join(dataDir, 'launcher.lock');
  const holder = () => JSON.parse(readFileSync(file(), 'utf8')).pid;
  const heldBy = (pid: number, startedAt: string) =>
    writeFileSync(file(), JSON.stringify({ pid, startedAt }));

  beforeEach(() => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'outreel-lock-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  it('is held until it is given back', () => {
    const { unlock, wasLeft } = lockDataDir(dataDir);
    expect(wasLeft).toBe(false);
    expect(holder()).toBe(process.pid);
    unlock();
    expect(existsSync(file())).toBe(false);
  });

  it('is refused while another launcher lives, and taken over when that one is gone', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await once(other, 'spawn');
    heldBy(other.pid!, processStart(other.pid));
    expect(() => lockDataDir(dataDir)).toThrow(`(process ${other.pid})`);
    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(lockDataDir(dataDir).wasLeft).toBe(true);
    expect(holder()).toBe(process.pid);
  });

  it('is taken over when the number belongs to another process by now', () => {
    heldBy(process.ppid, 'some other start');
    expect(lockDataDir(dataDir).wasLeft).toBe(true);
    expect(holder()).toBe(process.pid);
  });

  it('is taken over when its owner died before writing it', () => {
    writeFileSync(file(), '');
    expect(lockDataDir(dataDir).wasLeft).toBe(true);
    expect(holder()).toBe(process.pid);
  });

  it('leaves the lock of a successor alone', () => {
    const { unlock } = lockDataDir(dataDir);
    heldBy(1234, 'successor');
    unlock();
    expect(existsSync(file())).toBe(true);
  });
});
