import { AppError, type ErrorCode } from '@app/contracts';
import { Server, type ServerOptions } from '@tus/server';
import { retryAfterOf, toAppError } from '../http/error.filter.js';
import { currentUploadRequest } from './upload-request.js';

/** Statuses that the protocol or the library answers with, as errors of ours. */
const codeByStatus: Partial<Record<number, ErrorCode>> = {
  400: 'invalid-request',
  403: 'invalid-request',
  404: 'not-found',
  409: 'offset-mismatch',
  410: 'upload-gone',
  412: 'tus-version',
  413: 'too-large',
  415: 'unsupported-type',
  423: 'upload-locked',
  501: 'invalid-request',
};

/** The tus server, answering errors in the one form of this API. @see https://tus.io/protocols/resumable-upload */
export class TusServer extends Server {
  constructor(
    options: ServerOptions & { datastore: Server['datastore'] },
    private readonly report: (error: unknown) => void,
  ) {
    super({
      ...options,
      onResponseError: (_, error) => {
        if (error instanceof AppError) currentUploadRequest().error = error;
        else if (!('status_code' in error)) this.report(error);
        return undefined;
      },
    });
  }

  /** Every reply with an error comes through here; successes are written by the handlers themselves. */
  override write(...[context, headers, status, text]: Parameters<Server['write']>) {
    if (status < 400) return super.write(context, headers, status, text);
    const { error: thrown, requestId } = currentUploadRequest();
    const error = thrown ?? this.errorOf(status, text);
    const { code, message, details } = error;
    headers.set('Content-Type', 'application/json; charset=utf-8');
    const retryAfter = retryAfterOf(error);
    if (retryAfter !== null) headers.set('Retry-After', retryAfter);
    const body = JSON.stringify({ code, message, requestId, ...(details === undefined ? {} : { details }) });
    return super.write(context, headers, error.status, body);
  }

  private errorOf(status: number, text: string | undefined): AppError {
    const code = codeByStatus[status];
    if (code === 'invalid-request') return new AppError(code, [{ path: 'headers', message: text?.trim() }]);
    if (code === 'too-large') return new AppError(code, { limitBytes: this.options.maxSize });
    return code ? new AppError(code) : toAppError(undefined);
  }
}
