import type { OutboxRepository, TranscodeRepository } from '@app/database';
import type { Queue } from '@app/queue';
import { WorkSweep } from './work.sweep.js';

const unbegun = ['a', 'b', 'c'].map((videoId) => ({ videoId, attempt: 1 }));

/** Sweeps while three videos wait. @param tickets what is in the queue before @returns what is in it after */
async function sweptWith(tickets: string[]): Promise<string[]> {
  const kept = new Set(tickets);
  const queue = {
    depth: async () => ({ waiting: kept.size, active: 0, delayed: 0 }),
    add: async (_job: unknown, { videoId }: { videoId: string }) => void kept.add(videoId),
  };
  const sweep = new WorkSweep(
    { findUnbegun: async () => unbegun } as Partial<TranscodeRepository> as TranscodeRepository,
    { redispatch: async () => undefined } as Partial<OutboxRepository> as OutboxRepository,
    queue as unknown as Queue,
  );
  await sweep.enqueueUnbegun();
  return [...kept];
}

test('a queue that lost everything gets a ticket for each video that waits', async () => {
  expect(await sweptWith([])).toEqual(['a', 'b', 'c']);
});

test('tickets are good for any video: only as many as are missing are added', async () => {
  expect(await sweptWith(['x', 'a'])).toEqual(['x', 'a', 'b']);
  expect(await sweptWith(['x', 'y', 'z'])).toEqual(['x', 'y', 'z']);
});
