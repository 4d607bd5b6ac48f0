import { z } from 'zod';
import { createQueue, defineJob, type QueueConfig } from '../src/index.js';

// Run by `worker-process.ts`: says when it has a job; then holds it until it is killed, or closes the queue.
const [config = '', name = '', manner] = process.argv.slice(2);
const connectionsAtStart = openConnections();
const queue = createQueue(JSON.parse(config) as QueueConfig);
const job = defineJob({
  name,
  schema: z.object({ note: z.string() }),
  idOf: ({ note }) => note,
  attempts: 1,
  backoffMs: 50,
  timeoutMs: 600_000,
});
const handler = async () => {
  process.send?.('has-job');
  if (manner === 'hang') await new Promise<void>(() => undefined);
  // After the handler, so that the job is finished and not handed back.
  setTimeout(() => void closeAndLetGo(), 100);
};

async function closeAndLetGo(): Promise<void> {
  await queue.depth(job);
  await queue.close();
  // Idle connections end by themselves after 10 s: only a look at them, sooner, tells that they were given back.
  for (let look = 0; look < 20 && openConnections() > connectionsAtStart; look++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  process.exitCode = openConnections() > connectionsAtStart ? 1 : 0;
  process.disconnect();
}

function openConnections(): number {
  return process.getActiveResourcesInfo().filter((kind) => /^(TCPSocket|Pipe)Wrap$/.test(kind)).length;
}

void queue.work(job, handler, { concurrency: 1 });
