import { BullmqQueue } from './bullmq/bullmq.queue.js';
import { postgresStore } from './bullmq/postgres.store.js';
import { redisStore } from './bullmq/redis.store.js';
import type { Queue, QueueHooks } from './queue.port.js';

/** Where jobs wait: in Postgres (schema `bullmq` of the product's database) or in Redis. */
export type QueueConfig = { kind: 'postgres'; databaseUrl: string } | { kind: 'redis'; redisUrl: string };

/**
 * Makes the queue that the configuration asks for. Nothing is connected until a method is called; on Postgres the
 * first call creates or migrates the schema.
 * @param config store and its address
 * @param hooks where errors and failed jobs are reported; without them errors become process warnings
 */
export function createQueue(config: QueueConfig, hooks: QueueHooks = {}): Queue {
  const store = config.kind === 'postgres' ? postgresStore(config.databaseUrl) : redisStore(config.redisUrl);
  return new BullmqQueue(store, hooks);
}
