import { AppError, type ErrorBody, type ErrorCode } from '@app/contracts';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { QueryFailedError } from 'typeorm';

const codeByStatus: Partial<Record<number, ErrorCode>> = {
  400: 'invalid-request',
  401: 'not-signed-in',
  403: 'not-allowed',
  404: 'not-found',
  405: 'not-found',
  413: 'too-large',
  415: 'unsupported-type',
  429: 'too-many-requests',
};

/**
 * Postgres keeps no NUL in a text (22021) or JSON (22P05), and no half of a surrogate pair in JSON (22P02, which other faults have
 * too); no schema wants to say so for every string.
 */
function isUnstorable(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code, message } = error.driverError as { code?: string; message?: string };
  return code === '22021' || code === '22P05' || (code === '22P02' && /type json/.test(message ?? ''));
}

/** The only place that turns a thrown error into a reply: `{code, message, requestId, details?}`. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const known = toAppError(error);
    if (known.code === 'internal')
      this.logger.error({ requestId: request.id, route: request.routeOptions?.url, error: describe(error) });
    if (reply.raw.headersSent || reply.sent) {
      reply.raw.destroy();
      return;
    }
    const retryAfter = retryAfterOf(known);
    if (retryAfter !== null) reply.header('Retry-After', retryAfter);
    reply
      .status(known.status)
      .header('Cache-Control', 'no-store')
      .type('application/json')
      .send(bodyOf(known, request.id));
  }
}

function bodyOf(error: AppError, requestId: string): ErrorBody {
  const { code, message, details } = error;
  return { code, message, requestId, ...(details === undefined ? {} : { details }) };
}

/** Any thrown thing as an {@link AppError}; what is not known becomes `internal` and leaks nothing. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isUnstorable(error))
    return new AppError('invalid-request', [
      { path: '', message: 'A text holds a NUL character or half of a character. Take it out.' },
    ]);
  const status =
    error instanceof HttpException
      ? error.getStatus()
      : (error as { statusCode?: unknown } | null)?.statusCode;
  const code = typeof status === 'number' ? codeByStatus[status] : undefined;
  return new AppError(code ?? 'internal');
}

/** The header `Retry-After`, in seconds, of an error that passes; null for every other one (RFC 9110 §10.2.3). */
export function retryAfterOf({ status, details }: AppError): string | null {
  if (![429, 503, 507].includes(status)) return null;
  const given = (details as { retryAfterSeconds?: unknown } | undefined)?.retryAfterSeconds;
  const seconds = typeof given === 'number' ? Math.max(1, Math.ceil(given)) : status === 503 ? 2 : 10;
  return String(seconds);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
