// `npm run reclassify -- --dry-run | --apply`: runs the rule of what counts as a view over history, while the server runs or not.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { complain } from './console.mjs';
import { root } from './install-packages.mjs';
import { runningDatabaseUrl } from './running-database.mjs';

const main = path.join(root, 'dist', 'apps', 'worker', 'main.js');
const dataDir = path.resolve(root, process.env.DATA_DIR || 'data');
const databaseUrl = process.env.DATABASE_URL || runningDatabaseUrl(dataDir);

if (!existsSync(main)) end('Outreel is not built yet. Run npm start once, or npm run build.');
else if (!databaseUrl)
  end(
    `No database runs in ${dataDir}. Start Outreel with npm start and leave it running, or set DATABASE_URL.`,
  );
else {
  const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: databaseUrl };
  const args = ['--enable-source-maps', main, 'reclassify', ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { stdio: 'inherit', env });
  // Ctrl-C reaches the child as well; it ends after the page it is at, and this process after it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}

function end(sentence) {
  complain(sentence);
  process.exitCode = 1;
}
