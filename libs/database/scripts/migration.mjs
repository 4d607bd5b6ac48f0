// `npm run migration:generate -- name` writes the migration that the entities ask for;
// `npm run migration:check` fails when they ask for one. Both use a throw-away Postgres.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../../apps/launcher/src/postgres.mjs';

const [mode, name = 'change'] = process.argv.slice(2);
const dataDir = mkdtempSync(join(tmpdir(), 'outreel-migration-'));
const postgres = await startPostgres({ dataDir, durable: false });
try {
  const typeorm = (...args) =>
    spawnSync(
      process.execPath,
      [
        '--import',
        '@swc-node/register/esm-register',
        'node_modules/typeorm/cli.js',
        ...args,
        '-d',
        'libs/database/src/command-line.data-source.ts',
      ],
      {
        stdio: 'inherit',
        env: { ...process.env, DATABASE_URL: postgres.url, TS_NODE_PROJECT: 'tsconfig.json' },
      },
    ).status ?? 1;
  const applied = typeorm('migration:run');
  process.exitCode =
    applied ||
    (mode === 'check'
      ? typeorm('migration:generate', 'libs/database/src/migrations/check', '--check', '--esm')
      : typeorm('migration:generate', `libs/database/src/migrations/${name}`, '--esm', '--pretty'));
} finally {
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
