import { AppError } from '@app/contracts';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { existsSync, statSync } from 'node:fs';
import { join, normalize, resolve } from 'node:path';
import { Public } from '../http/policy.decorator.js';

/** Where the web app's build lies, beside the bundle of the API. */
export const webAppFolder = resolve('dist/web');

/** Paths that are never the web app's: an unknown one there is a 404, not a page. */
const notTheWebApp = /^(api|w|unsubscribe|health|metrics)(\/|$)/;

/**
 * Serves the built web app: hashed assets for a year, and its one page for every address that is not the API's,
 * so that any screen can be opened directly.
 */
@ApiExcludeController()
@Controller()
export class WebAppController {
  /** The first screen. */
  @Get()
  @Public('the app itself asks who is signed in')
  index(@Res() reply: FastifyReply) {
    return this.send('index.html', reply);
  }

  /** An asset, or the app's page for one of its own addresses. @throws not-found */
  @Get('*')
  @Public('the app itself asks who is signed in')
  file(@Param('*') path: string, @Res() reply: FastifyReply) {
    const wanted = normalize(path);
    if (notTheWebApp.test(wanted) || wanted.startsWith('..')) throw new AppError('not-found');
    if (isFile(wanted)) return this.send(wanted, reply);
    if (wanted.startsWith('assets/')) throw new AppError('not-found');
    return this.send('index.html', reply);
  }

  private send(path: string, reply: FastifyReply) {
    if (!isFile(path)) throw new AppError('not-found');
    reply.header(
      'Cache-Control',
      path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    return reply.sendFile(path);
  }
}

function isFile(path: string): boolean {
  const full = join(webAppFolder, path);
  return existsSync(full) && statSync(full).isFile();
}
