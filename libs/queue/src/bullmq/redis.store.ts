import { Queue, Worker } from 'bullmq';
import type { BullmqStore } from './bullmq-store.js';

const prefix = 'outreel';

/**
 * BullMQ in Redis, every key below `outreel:`.
 * @param redisUrl `redis://…` or `rediss://…`
 */
export function redisStore(redisUrl: string): BullmqStore {
  return {
    prepare: async () => undefined,
    isUnprepared: () => false,
    // A producer has a caller who waits: it gives up soon. A consumer has none: it waits for Redis to come back.
    openProducer: (name) =>
      new Queue(name, { prefix, connection: { url: redisUrl, maxRetriesPerRequest: 3 } }),
    openConsumer: (name, processor, options) =>
      new Worker(name, processor, {
        ...options,
        prefix,
        connection: { url: redisUrl, maxRetriesPerRequest: null },
      }),
    close: async () => undefined,
  };
}
