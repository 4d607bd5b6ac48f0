import { freePort } from '../../../test/support/free-port.js';
import { startRedisServer } from '../../../test/support/redis-server.js';
import { createQueue, makePoster } from '../src/index.js';
import { describeQueue } from './queue.conformance.js';

describeQueue('Redis', async () => {
  const server = await startRedisServer();
  return { config: { kind: 'redis', redisUrl: server.url }, wipe: server.wipe, stop: server.stop };
});

test('a Redis that never answered does not keep the queue from closing', async () => {
  const redisUrl = `redis://127.0.0.1:${await freePort()}`;
  const queue = createQueue({ kind: 'redis', redisUrl }, { onError: () => undefined });
  const asked = queue.depth(makePoster).then(
    () => 'answered',
    () => 'refused',
  );
  await queue.close();
  expect(await asked).toBe('refused');
}, 60_000);
