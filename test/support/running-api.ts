import { type Config, loadConfig } from '@app/config';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApi } from '../../apps/api/src/create-api.js';

/** An API in the test's own process, on a free port. */
export interface RunningApi {
  /** e.g. `http://127.0.0.1:40123` */
  readonly origin: string;
  readonly app: NestFastifyApplication;
  stop(): Promise<void>;
}

/** The configuration of a test. @param environment settings beside those that every test needs */
export function testConfig(environment: NodeJS.ProcessEnv): Readonly<Config> {
  return loadConfig({ LOG_LEVEL: 'silent', HOST: '127.0.0.1', SIGN_UP: 'open', ...environment });
}

/** Starts an API; several on one database and folder behave like several processes. */
export async function startApi(config: Config): Promise<RunningApi> {
  const app = await createApi(config);
  await app.listen(0, '127.0.0.1');
  return { app, origin: (await app.getUrl()).replace('[::1]', '127.0.0.1'), stop: () => app.close() };
}
