import { AppError, type ErrorCode } from '@app/contracts';
import { type IdempotentReply, IdempotentReplyRepository } from '@app/database';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { type Observable, from, lastValueFrom } from 'rxjs';
import { apiPath } from './api-path.js';
import { toAppError } from './error.filter.js';
import { notReplayedKey } from './idempotency.decorator.js';

const writes = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const keyShape = /^[\x21-\x7e]{1,200}$/;
const uploadsPath = `/${apiPath('uploads')}`;

/**
 * Makes writes of members repeatable (3-http, `Idempotency-Key`): the same key answers the first reply again for 24 h,
 * without its cookies. Runs outside the serializer, so what is kept is what was sent. Failures of ours (5xx) and refusals
 * that pass (429) are not kept. Uploads (tus) are repeatable by themselves.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly replies: IdempotentReplyRepository,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = request.headers['idempotency-key'];
    const isRepeatable =
      writes.has(request.method) &&
      request.caller !== undefined &&
      !request.url.startsWith(uploadsPath) &&
      !this.reflector.get(notReplayedKey, context.getHandler());
    if (key === undefined || !isRepeatable) return next.handle();
    if (typeof key !== 'string' || !keyShape.test(key))
      throw new AppError('invalid-request', [
        { path: 'Idempotency-Key', message: 'Use 1 to 200 visible ASCII characters' },
      ]);
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return from(this.answer(request, reply, key, next));
  }

  private async answer(request: FastifyRequest, reply: FastifyReply, key: string, next: CallHandler) {
    const callerId = request.caller!.memberId;
    const requestHash = hashOf(request);
    const earlier = await this.replies.claim(callerId, key, requestHash);
    if (earlier) {
      void reply.header('Idempotency-Replayed', 'true');
      return replay(earlier, requestHash);
    }
    try {
      const body = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.replies.keep(callerId, key, reply.statusCode, body);
      return body;
    } catch (error) {
      const { code, details, status } = toAppError(error);
      if (status >= 500 || status === 429) await this.replies.forget(callerId, key);
      else await this.replies.keep(callerId, key, status, { code, details });
      throw error;
    }
  }
}

function replay(earlier: IdempotentReply, requestHash: Buffer): unknown {
  if (!earlier.requestHash.equals(requestHash)) throw new AppError('idempotency-conflict');
  if (earlier.status === null) throw new AppError('idempotency-in-progress');
  if (earlier.status < 400) return earlier.body ?? undefined;
  const { code, details } = earlier.body as { code: ErrorCode; details?: unknown };
  throw new AppError(code, details);
}

function hashOf({ method, url, body }: FastifyRequest): Buffer {
  const content = Buffer.isBuffer(body) ? body : (JSON.stringify(body) ?? '');
  return createHash('sha256').update(`${method} ${url}\n`).update(content).digest();
}
