import { ConfigError, loadConfig } from '@app/config';
import { createWorker } from './create-worker.js';
import { MediaToolsError } from './transcode/media-tools.error.js';

try {
  await createWorker(loadConfig());
  process.send?.('ready');
} catch (error) {
  const isExplained = error instanceof ConfigError || error instanceof MediaToolsError;
  process.stderr.write(`${isExplained ? error.message : (error as Error).stack}\n`);
  process.exit(1);
}
