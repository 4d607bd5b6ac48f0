import { startRedisServer } from '../../../test/support/redis-server.js';
import { describeQueue } from './queue.conformance.js';

describeQueue('Redis', async () => {
  const server = await startRedisServer();
  return { config: { kind: 'redis', redisUrl: server.url }, wipe: server.wipe, stop: server.stop };
});
