import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rotateLog } from './logs.mjs';

describe('log rotation', () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'outreel-logs-'));
  afterAll(() => rmSync(dataDir, { recursive: true }));

  it('keeps the logs of the last three starts, newest first', () => {
    for (const start of [1, 2, 3, 4, 5]) {
      const file = rotateLog(dataDir, 'api');
      expect(existsSync(file)).toBe(false);
      writeFileSync(file, `start ${start}`);
    }
    const kept = ['', '.1', '.2', '.3'].map((end) =>
      readFileSync(path.join(dataDir, 'logs', `api.log${end}`), 'utf8'),
    );
    expect(kept).toEqual(['start 5', 'start 4', 'start 3', 'start 2']);
    expect(existsSync(path.join(dataDir, 'logs', 'api.log.4'))).toBe(false);
  });
});
