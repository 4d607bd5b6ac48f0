import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** The import rules of the house: see the README, "The house". A line here is the only way a new edge comes into being. */
const root = resolve(__dirname, '..');
const libs = ['config', 'contracts', 'database', 'media', 'queue', 'storage', 'tracking'] as const;

/** What each part may import of the libs. */
const allowed: Record<string, readonly string[]> = {
  'libs/contracts': [],
  'libs/config': [],
  'libs/storage': [],
  'libs/media': [],
  'libs/queue': ['contracts'],
  'libs/tracking': ['contracts'],
  'libs/database': ['contracts'],
  'apps/web': ['contracts'],
  'apps/launcher': [],
  'apps/api': libs,
  'apps/worker': libs,
};

/** TypeORM's command line needs to know which database to look at. */
const exceptions = new Set(['libs/database/src/command-line.data-source.ts → config']);

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory())
      return name === 'node_modules' || name === 'dist' ? [] : sourcesBelow(path);
    return /\.(ts|tsx|mjs)$/.test(name) ? [path] : [];
  });
}

const importedFrom =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;
const importsOf = (path: string) =>
  [...readFileSync(path, 'utf8').matchAll(importedFrom)].map(([, from, dynamic]) => from ?? dynamic ?? '');
const partOf = (path: string) => relative(root, path).split('/').slice(0, 2).join('/');

const files = ['apps', 'libs'].flatMap((folder) => sourcesBelow(join(root, folder)));
const production = files.filter(
  (path) => !path.endsWith('.spec.ts') && !path.includes('/conformance/') && !path.includes('/scripts/'),
);

describe('the house', () => {
  it('has only known parts', () => {
    expect([...new Set(files.map(partOf))].filter((part) => !(part in allowed))).toEqual([]);
  });

  it('imports run one way', () => {
    const forbidden = production.flatMap((path) =>
      importsOf(path)
        .filter((from) => from.startsWith('@app/'))
        .map((from) => from.slice('@app/'.length))
        .filter((lib) => !allowed[partOf(path)]?.includes(lib))
        .map((lib) => `${relative(root, path)} → ${lib}`)
        .filter((edge) => !exceptions.has(edge)),
    );
    expect(forbidden).toEqual([]);
  });

  it('no relative import leaves its part', () => {
    const leaving = production.flatMap((path) =>
      importsOf(path)
        .filter((from) => from.startsWith('.') && partOf(resolve(dirname(path), from)) !== partOf(path))
        .map((from) => `${relative(root, path)} → ${from}`),
    );
    expect(leaving).toEqual([]);
  });

  it.each([
    ['fluent-ffmpeg', 'libs/media/src/ffmpeg-runner.ts'],
    ['bullmq', 'libs/queue/'],
    ['@aws-sdk/client-s3', 'libs/storage/src/s3/'],
    ['@tus/server', 'apps/api/src/uploads/'],
    ['web-push', 'apps/worker/src/deliver/push/push-sender.ts'],
    ['nodemailer/lib/smtp-connection', 'apps/worker/src/deliver/mail/smtp-mailer.ts'],
  ])('%s is imported in one place only', (dependency, place) => {
    const importers = production
      .filter((path) => importsOf(path).includes(dependency))
      .map((path) => relative(root, path));
    expect(importers).not.toEqual([]);
    expect(importers.filter((path) => !path.startsWith(place))).toEqual([]);
  });

  it('reads the environment in one place only', () => {
    const readers = production
      .filter((path) => !path.includes('apps/launcher/') && /process\.env\b/.test(readFileSync(path, 'utf8')))
      .map((path) => relative(root, path));
    expect(readers).toEqual(['libs/config/src/config.ts']);
  });

  it('keeps contracts free of everything but zod', () => {
    const foreign = production
      .filter((path) => partOf(path) === 'libs/contracts')
      .flatMap((path) => importsOf(path).filter((from) => !from.startsWith('.') && from !== 'zod'));
    expect(foreign).toEqual([]);
  });

  it('puts no framework into the watch page and the recorder', () => {
    const frameworks = /^(react|react-dom|@mantine|@tanstack)/;
    const offenders = production
      .filter((path) => /apps\/web\/src\/(watch|recorder)\//.test(path))
      .filter((path) => importsOf(path).some((from) => frameworks.test(from)));
    expect(offenders).toEqual([]);
  });

  it('has no drawer for odds and ends', () => {
    const drawers = /\/(utils?|helpers?|common|types|misc)\.(ts|tsx)$/;
    expect(files.filter((path) => drawers.test(path))).toEqual([]);
  });

  it('has no file over 400 lines', () => {
    const long = files
      .filter((path) => !path.includes('/migrations/') && readFileSync(path, 'utf8').split('\n').length > 400)
      .map((path) => relative(root, path));
    expect(long).toEqual([]);
  });

  it('lists the packages that were agreed, the empty `nestjs` too', () => {
    const listed = ['package.json', 'apps/web/package.json'].flatMap((file) => {
      const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<
        'dependencies' | 'devDependencies',
        Record<string, string> | undefined
      >;
      return Object.keys({ ...dependencies, ...devDependencies });
    });
    const agreed = ['nestjs', '@nestjs/core', 'typeorm', 'pg', 'bullmq', 'ioredis', '@aws-sdk/client-s3'];
    expect(listed).toEqual(expect.arrayContaining([...agreed, 'fluent-ffmpeg', 'react', 'vite', 'jest']));
  });
});
