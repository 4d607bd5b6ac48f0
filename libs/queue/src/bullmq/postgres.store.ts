import { createPostgresBackend, runMigrations, SchemaMigrationRequiredError, withBackend } from 'bullmq';
import { Pool } from 'pg';
import type { BullmqStore } from './bullmq-store.js';

const schema = 'bullmq';
/** A consumer holds one connection for LISTEN for as long as it lives; the others are for short statements. */
const connectionsOfConsumer = 3;
const connectionsOfProducers = 3;
/** undefined_table, invalid_schema_name, undefined_function: somebody dropped the schema. */
const lostSchemaCodes = new Set(['42P01', '3F000', '42883']);

/**
 * BullMQ in a schema of its own in Postgres.
 * @param databaseUrl connection string
 */
export function postgresStore(databaseUrl: string): BullmqStore {
  const bullmq = withBackend(createPostgresBackend);
  const pools: Pool[] = [];
  // In native ES modules BullMQ cannot load `pg` itself: it is given pools, and leaves their closing to us.
  const openPool = (max: number) => {
    const pool = new Pool({
      connectionString: databaseUrl,
      max,
      keepAlive: true,
      // Not by `options=`: a connection string that carries its own would win over ours.
      onConnect: async (client) => {
        await client.query(`set search_path to ${schema}`);
      },
    });
    pools.push(pool);
    return pool;
  };
  const producers = openPool(connectionsOfProducers);
  // BullMQ attaches one listener of its own for every object on the pool.
  producers.setMaxListeners(0);

  return {
    async prepare() {
      const client = await producers.connect();
      try {
        await runMigrations(client, schema);
      } finally {
        client.release();
      }
    },
    isUnprepared: (error) =>
      error instanceof SchemaMigrationRequiredError ||
      (error instanceof Error && 'code' in error && lostSchemaCodes.has(String(error.code))),
    openProducer: (name) => new bullmq.Queue(name, { connection: producers }),
    openConsumer: (name, processor, options) =>
      new bullmq.Worker(name, processor, { ...options, connection: openPool(connectionsOfConsumer) }),
    async close() {
      await Promise.all(pools.map((pool) => pool.end()));
    },
  };
}
