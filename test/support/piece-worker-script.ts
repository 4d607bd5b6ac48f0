import { loadConfig } from '@app/config';
import { createWorker } from '../../apps/worker/src/create-worker.js';

// Run by `piece-worker.ts`: a real worker, but one that divides videos of a few seconds.
void createWorker(loadConfig(), { fromMs: 5_000, shortestMs: 4_000, longestMs: 4_000 }).then(
  () => process.send?.('ready'),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
