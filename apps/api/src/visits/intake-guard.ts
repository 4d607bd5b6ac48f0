import { AppError } from '@app/contracts';
import { RateLimiter, SaltKeeper, networkKey, trackingLimits } from '@app/tracking';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Transform, type Readable } from 'node:stream';

/** Refuses too much before it is read: too many requests of a network, and bodies that are too large. */
@Injectable()
export class IntakeGuard implements OnModuleInit {
  private readonly networks = new RateLimiter(trackingLimits.network);

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly salts: SaltKeeper,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.addHook('onRequest', async (request) => {
      const { intake } = request.routeOptions.config;
      if (!intake) return;
      await this.limitNetwork(request);
      if (Number(request.headers['content-length'] ?? 0) > intake.maxBodyBytes)
        throw tooLarge(intake.maxBodyBytes);
    });
    // A body without a declared length is counted while it arrives.
    fastify.addHook('preParsing', async (request, _reply, payload) => {
      const { intake } = request.routeOptions.config;
      return intake && request.headers['content-length'] === undefined
        ? (payload as Readable).pipe(countBytes(intake.maxBodyBytes))
        : payload;
    });
  }

  /** @throws too-many-requests */
  private async limitNetwork(request: FastifyRequest): Promise<void> {
    const { today } = await this.salts.at(Date.now());
    const { isAllowed, retryAfterMs } = this.networks.take(networkKey(today, request.ip).toString('hex'));
    if (!isAllowed) throw tooMany(retryAfterMs);
  }
}

/** The error of a limit that was reached. @param retryAfterMs when the next request will be let in, milliseconds */
export const tooMany = (retryAfterMs: number) =>
  new AppError('too-many-requests', { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) });

const tooLarge = (maxBytes: number) => new AppError('too-large', { maxBytes });

function countBytes(maxBytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > maxBytes) done(tooLarge(maxBytes));
      else done(null, chunk);
    },
  });
}
