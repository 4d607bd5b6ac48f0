import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clearStamp, fingerprint, isFresh, writeStamp } from './fingerprint.mjs';

describe('what is stale', () => {
  let root = '';
  const file = (name: string) => path.join(root, name);
  const now = () => fingerprint(root, ['src', 'package.json', 'gone.json']);

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'outreel-fingerprint-'));
    mkdirSync(file('src/data'), { recursive: true });
    writeFileSync(file('src/data/a.ts'), 'a');
    writeFileSync(file('package.json'), '{}');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('does not depend on times', () => {
    const before = now();
    utimesSync(file('src/data/a.ts'), 1, 1);
    expect(now()).toBe(before);
  });

  it.each([
    ['a change', () => writeFileSync(file('src/data/a.ts'), 'b')],
    ['a new file', () => writeFileSync(file('src/b.ts'), '')],
    ['a removed file', () => rmSync(file('src/data/a.ts'))],
    ['a file that was missing', () => writeFileSync(file('gone.json'), '')],
  ])('sees %s', (_, change) => {
    const before = now();
    change();
    expect(now()).not.toBe(before);
  });

  it.each(['src/a.spec.ts', 'src/node_modules/x.js', 'src/dist/x.js'])('does not look at %s', (name) => {
    const before = now();
    mkdirSync(path.dirname(file(name)), { recursive: true });
    writeFileSync(file(name), 'x');
    expect(now()).toBe(before);
  });

  it('is fresh only with the stamp of these sources and the product', () => {
    const [stamp, product] = [file('dist/.stamps/api'), file('dist/main.js')];
    writeStamp(stamp, now());
    expect(isFresh(stamp, now(), product)).toBe(false);
    writeFileSync(product, '');
    expect(isFresh(stamp, now(), product)).toBe(true);
    expect(isFresh(stamp, 'other', product)).toBe(false);
    clearStamp(stamp);
    expect(isFresh(stamp, now(), product)).toBe(false);
  });
});
