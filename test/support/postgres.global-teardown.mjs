import { rmSync } from 'node:fs';

/** Ends the PostgreSQL of `postgres.global-setup.mjs` and removes its files. */
export default async function stopTestPostgres() {
  const server = globalThis.outreelTestPostgres;
  if (!server) return;
  delete globalThis.outreelTestPostgres;
  await server.stop();
  rmSync(server.dataDir, { recursive: true, force: true });
}
