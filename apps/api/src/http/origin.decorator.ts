import { type ExecutionContext, Injectable, type PipeTransform, createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { PublicAddress } from './public-address.js';

const CurrentRequest = createParamDecorator((_: unknown, context: ExecutionContext): FastifyRequest =>
  context.switchToHttp().getRequest<FastifyRequest>(),
);

@Injectable()
class OriginPipe implements PipeTransform<FastifyRequest, string> {
  constructor(private readonly address: PublicAddress) {}

  transform(request: FastifyRequest): string {
    return this.address.originOf(request);
  }
}

/** Parameter decorator: the origin that links are made with, e.g. `https://video.example.com`. */
export const Origin = () => CurrentRequest(OriginPipe);
