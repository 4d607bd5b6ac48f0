import { CONFIG } from './config.token.js';
import type { Config } from '@app/config';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Knows the address under which people reach this installation. */
@Injectable()
export class PublicAddress {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /**
   * Origin for links: `PUBLIC_URL`, else the one this request came to. Proxies are believed only as far as `TRUST_PROXY` says.
   * @returns e.g. `https://video.example.com`, without a trailing slash
   */
  originOf(request: FastifyRequest): string {
    return this.config.publicUrl ?? `${request.protocol}://${request.host}`;
  }

  /** Whether cookies must be marked `Secure`: yes wherever the browser came over TLS. */
  isSecure(request: FastifyRequest): boolean {
    return this.originOf(request).startsWith('https:') || request.protocol === 'https';
  }
}
