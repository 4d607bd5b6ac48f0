import type { MediaTools } from '@app/media';
import type { Queue } from '@app/queue';
import type { Dispatcher } from './dispatch/dispatcher.service.js';
import type { JobHandlers } from './job-handlers.js';
import type { Sweeper } from './sweep/sweeper.service.js';
import { MediaToolsError } from './transcode/media-tools.error.js';
import { WorkerService } from './worker.service.js';

function workerWith(problems: string[]) {
  const started: string[] = [];
  const part = (name: string) => ({ start: async () => void started.push(name) });
  const worker = new WorkerService(
    part('handlers') as unknown as JobHandlers,
    part('dispatcher') as unknown as Dispatcher,
    part('sweeper') as unknown as Sweeper,
    {} as Queue,
    { selfTest: async () => problems } as unknown as MediaTools,
  );
  return { worker, started };
}

test('works when every fence holds', async () => {
  const { worker, started } = workerWith([]);
  await worker.onApplicationBootstrap();
  expect(started).toEqual(['handlers', 'dispatcher', 'sweeper']);
});

test('takes nothing up when a fence is open, and says every sentence', async () => {
  const { worker, started } = workerWith(['The sandbox is open.', 'ffmpeg does not obey.']);
  const refusal = worker.onApplicationBootstrap();
  await expect(refusal).rejects.toBeInstanceOf(MediaToolsError);
  await expect(refusal).rejects.toThrow('The sandbox is open.\nffmpeg does not obey.');
  expect(started).toEqual([]);
});
