import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linkInstead } from './link-instead.js';

let folder: string;
const at = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outreel-link-'));
  writeFileSync(at('local'), 'bytes');
  writeFileSync(at('target'), '');
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('linkInstead', () => {
  it('copies nothing: both names are the same file, which outlives the first', async () => {
    expect(await linkInstead(at('local'), at('target'))).toBe(true);
    expect(statSync(at('target')).ino).toBe(statSync(at('local')).ino);
    rmSync(at('local'));
    expect(readFileSync(at('target'), 'utf8')).toBe('bytes');
  });

  it('leaves everything as it was on another file system', async () => {
    const elsewhere = '/dev/shm';
    if (!existsSync(elsewhere) || statSync(elsewhere).dev === statSync(folder).dev) return;
    const target = join(elsewhere, `outreel-link-${process.pid}`);
    writeFileSync(target, 'old');
    expect(await linkInstead(at('local'), target)).toBe(false);
    expect(readFileSync(target, 'utf8')).toBe('old');
    rmSync(target);
  });

  it('tells of a local file that is not there', async () => {
    await expect(linkInstead(at('nothing'), at('target'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
