import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres } from '../../apps/launcher/src/postgres.mjs';

/** Starts one throw-away PostgreSQL for all test files of a run; each file makes its own database in it. */
export default async function startTestPostgres() {
  if (globalThis.outreelTestPostgres) return;
  const dataDir = mkdtempSync(path.join(tmpdir(), 'outreel-test-postgres-'));
  const server = await startPostgres({ dataDir, durable: false });
  globalThis.outreelTestPostgres = { ...server, dataDir };
  process.env.DATABASE_URL = server.url;
}
