import { loadConfig } from '@app/config';
import { startDeliveryWorker } from './delivery-worker.js';

// A worker that delivers, in a process of its own, to be killed.
void startDeliveryWorker(loadConfig(), { isRunning: true }).then(
  () => process.send?.('ready'),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
