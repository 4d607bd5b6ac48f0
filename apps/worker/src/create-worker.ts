import type { Config } from '@app/config';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { WorkerModule } from './worker.module.js';

/**
 * Starts a worker; `close()` stops it. `main.ts` and the tests do that.
 * @throws MediaToolsError when this machine cannot process videos
 */
export async function createWorker(config: Config): Promise<INestApplicationContext> {
  const worker = await NestFactory.createApplicationContext(WorkerModule.with(config), {
    logger: config.logLevel === 'silent' ? false : undefined,
    abortOnError: false,
  });
  worker.enableShutdownHooks();
  return worker;
}
