import { ConfigError, loadConfig } from '@app/config';
import { reclassifyCommand } from './reclassify/reclassify-command.js';
import { createWorker } from './create-worker.js';
import { MediaToolsError } from './transcode/media-tools.error.js';

const [command, ...options] = process.argv.slice(2);
try {
  if (command === 'reclassify') process.exitCode = await reclassifyCommand(loadConfig(), options);
  else {
    await createWorker(loadConfig());
    process.send?.('ready');
  }
} catch (error) {
  const isExplained = error instanceof ConfigError || error instanceof MediaToolsError;
  process.stderr.write(`${isExplained ? error.message : (error as Error).stack}\n`);
  process.exit(1);
}
