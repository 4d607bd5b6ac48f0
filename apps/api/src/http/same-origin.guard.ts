import { AppError } from '@app/contracts';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { PublicAddress } from './public-address.js';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses state changes that another site's page made the browser send (CSRF). Browsers name the origin on every such
 * request; programs that send neither header carry no ambient cookie either. A bearer key is never sent by itself, unlike
 * the password of a proxy (`Basic`), which browsers add to the requests of other sites too.
 */
@Injectable()
export class SameOriginGuard implements CanActivate {
  constructor(private readonly address: PublicAddress) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (safeMethods.has(request.method) || /^bearer /i.test(request.headers.authorization ?? '')) return true;
    const { origin } = request.headers;
    const site = request.headers['sec-fetch-site'];
    const isForeignOrigin = origin !== undefined && !this.isOwn(origin, request);
    const isForeignSite =
      origin === undefined && site !== undefined && site !== 'same-origin' && site !== 'none';
    if (isForeignOrigin || isForeignSite) throw new AppError('cross-origin');
    return true;
  }

  private isOwn(origin: string, request: FastifyRequest): boolean {
    return origin === this.address.originOf(request) || origin === `${request.protocol}://${request.host}`;
  }
}
