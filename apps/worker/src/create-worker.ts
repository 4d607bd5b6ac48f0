import type { Config } from '@app/config';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { PieceRules } from './transcode/pieces/piece-rules.js';
import { WorkerModule } from './worker.module.js';

/**
 * Starts a worker; `close()` stops it. `main.ts` and the tests do that.
 * @param rules of encoding in pieces; the product's own when left out
 * @throws MediaToolsError when this machine cannot process videos
 */
export async function createWorker(config: Config, rules?: PieceRules): Promise<INestApplicationContext> {
  const worker = await NestFactory.createApplicationContext(WorkerModule.with(config, rules), {
    logger: config.logLevel === 'silent' ? false : undefined,
    abortOnError: false,
  });
  worker.enableShutdownHooks();
  return worker;
}
