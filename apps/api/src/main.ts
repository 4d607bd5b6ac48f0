import { ConfigError, loadConfig } from '@app/config';
import { createApi } from './create-api.js';

try {
  const config = loadConfig();
  const app = await createApi(config);
  await app.listen(config.port, config.host);
  process.send?.('ready');
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : (error as Error).stack}\n`);
  process.exit(1);
}
