import { randomUUID } from 'node:crypto';
import { freePort } from '../../../test/support/free-port.js';
import { startRedisServer } from '../../../test/support/redis-server.js';
import { createQueue, deleteFiles } from '../src/index.js';
import { describeQueue } from './queue.conformance.js';

describeQueue('Redis', async () => {
  const server = await startRedisServer();
  return { config: { kind: 'redis', redisUrl: server.url }, wipe: server.wipe, stop: server.stop };
});

/** A queue whose Redis is not there. */
const openLost = async () =>
  createQueue(
    { kind: 'redis', redisUrl: `redis://127.0.0.1:${await freePort()}` },
    { onError: () => undefined },
  );

describe('a Redis that never answered', () => {
  test('is told to who adds a job', async () => {
    const queue = await openLost();
    const added = queue.add(deleteFiles, { videoId: randomUUID(), uploadIds: [] });
    await expect(added).rejects.toThrow('did not answer');
    await queue.close();
  }, 60_000);

  test('does not keep the queue from closing', async () => {
    const queue = await openLost();
    const asked = queue.depth(deleteFiles).then(
      () => 'answered',
      () => 'refused',
    );
    await queue.close();
    expect(await asked).toBe('refused');
  }, 60_000);
});
