import type { Config } from '@app/config';
import cookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { ApiModule } from './api.module.js';
import { addBodyParsers } from './http/body-parsers.js';
import { closeGracefully } from './http/graceful-close.js';
import { serveOpenApi } from './http/openapi.js';
import { addSecurityHeaders } from './http/security-headers.js';
import { webAppFolder } from './web-app/web-app.controller.js';

/** Builds the API without listening; `main.ts` and the tests start it. */
export async function createApi(config: Config): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    genReqId: () => randomUUID(),
    // Uploads run for as long as a recording does.
    requestTimeout: 0,
    trustProxy: (_address, hop) => hop < config.trustedProxyHops,
    routerOptions: { maxParamLength: 500 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(config), adapter, {
    logger: config.logLevel === 'silent' ? false : undefined,
    abortOnError: false,
  });
  app.enableShutdownHooks();
  const fastify = adapter.getInstance();
  addBodyParsers(fastify as never);
  addSecurityHeaders(fastify as never);
  closeGracefully(fastify as never);
  await app.register(cookie as never);
  await app.register(
    fastifyStatic as never,
    { root: webAppFolder, serve: false, cacheControl: false } as never,
  );
  serveOpenApi(app);
  return app;
}
