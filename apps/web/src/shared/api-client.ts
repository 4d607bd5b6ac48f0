import { offlineError, toApiError } from './api-error';

/** Values of a query string; what is undefined or empty is left out. */
export type QueryValues = Record<string, string | number | undefined>;

interface CallOptions {
  query?: QueryValues;
  signal?: AbortSignal;
}

const base = '/api/v1';

/** Address of a call or download below `/api/v1`. @param path begins with `/` */
export function apiAddress(path: string, query: QueryValues = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(name, String(value));
  const text = search.toString();
  return `${base}${path}${text ? `?${text}` : ''}`;
}

/**
 * The one way to the server: cookie session, JSON both ways.
 * The type is the contract's; the server lets no reply out that does not fit its schema.
 * @throws ApiError with a code of the contract, or `offline` when no reply came
 */
async function call<Reply>(
  method: string,
  path: string,
  body: unknown,
  options: CallOptions = {},
): Promise<Reply> {
  const reply = await fetch(apiAddress(path, options.query), {
    method,
    credentials: 'same-origin',
    ...(options.signal && { signal: options.signal }),
    ...(body !== undefined && {
      headers: { 'Content-Type': typeOf(body) },
      body: typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body),
    }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw offlineError();
  });
  const text = await reply.text();
  if (!reply.ok) throw toApiError(reply.status, parseJson(text));
  return parseJson(text) as Reply;
}

function typeOf(body: unknown): string {
  if (body instanceof Blob) return body.type;
  return typeof body === 'string' ? 'text/csv' : 'application/json';
}

function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Verbs of the client; each throws `ApiError`. A text goes as `text/csv`, a blob as what it is, everything else as JSON. */
export const api = {
  get: <Reply>(path: string, options?: CallOptions) => call<Reply>('GET', path, undefined, options),
  post: <Reply>(path: string, body: unknown = {}) => call<Reply>('POST', path, body),
  put: <Reply>(path: string, body: unknown) => call<Reply>('PUT', path, body),
  patch: <Reply>(path: string, body: unknown) => call<Reply>('PATCH', path, body),
  delete: <Reply = void>(path: string) => call<Reply>('DELETE', path, undefined),
};
