import { errorBodySchema, errorTable } from '@app/contracts';
import type { ErrorCode } from '@app/contracts';

/** `offline`: no reply came at all; the other codes are those of the contract's table. */
export type ApiErrorCode = ErrorCode | 'offline';

/** A refused or failed call. `message` says what happened and what to do next; it is shown as it is. */
export class ApiError extends Error {
  constructor(
    readonly code: ApiErrorCode,
    message: string,
    readonly status: number,
    readonly details?: unknown,
    readonly requestId?: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** The error of a call that got no reply: the network or the server is away. */
export function offlineError(): ApiError {
  return new ApiError(
    'offline',
    'The server cannot be reached. Check your connection; nothing you saved is lost. Then try again.',
    0,
  );
}

/** The error that a reply of status 400 or above stands for. @param body the parsed body, whatever it is */
export function toApiError(status: number, body: unknown): ApiError {
  const parsed = errorBodySchema.safeParse(body);
  if (!parsed.success) return new ApiError('internal', errorTable.internal[1], status);
  const { code, message, details, requestId } = parsed.data;
  return new ApiError(code, message, status, details, requestId);
}

/** What to show a person for any thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof ApiError ? error.message : errorTable.internal[1];
}
