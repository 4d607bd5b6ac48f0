import {
  encodeMetadata,
  TransportError,
  type RemoteUpload,
  type RunMetadata,
  type TusTransport,
} from './tus-transport';

/** A PATCH without an answer for this long is taken for lost; HEAD then tells how much of it arrived. */
const requestTimeoutMs = 60_000;

/** tus over `fetch`, with the session's cookie. */
export class FetchTusTransport implements TusTransport {
  /** @param uploadUrl where uploads are created: `uploadUrl` of the created video */
  constructor(private readonly uploadUrl: string) {}

  async create(metadata: RunMetadata): Promise<string> {
    const reply = await this.request(this.uploadUrl, 'POST', {
      'Upload-Defer-Length': '1',
      'Upload-Metadata': encodeMetadata(metadata),
    });
    const location = reply.headers.get('Location');
    if (!location) throw new TransportError(reply.status);
    return new URL(location, new URL(this.uploadUrl, globalThis.location.href)).href;
  }

  async head(url: string): Promise<RemoteUpload> {
    const reply = await this.request(url, 'HEAD', {});
    const length = reply.headers.get('Upload-Length');
    return { offset: offsetOf(reply), lengthBytes: length === null ? null : Number(length) };
  }

  async patch(
    url: string,
    offset: number,
    body: Uint8Array<ArrayBuffer>,
    lengthBytes: number | null,
  ): Promise<number> {
    const headers: Record<string, string> = {
      'Content-Type': 'application/offset+octet-stream',
      'Upload-Offset': String(offset),
    };
    if (lengthBytes !== null) headers['Upload-Length'] = String(lengthBytes);
    return offsetOf(await this.request(url, 'PATCH', headers, body));
  }

  async terminate(url: string): Promise<void> {
    await this.request(url, 'DELETE', {});
  }

  private async request(
    url: string,
    method: string,
    headers: Record<string, string>,
    body?: Uint8Array<ArrayBuffer>,
  ): Promise<Response> {
    const reply = await fetch(url, {
      method,
      body,
      headers: { 'Tus-Resumable': '1.0.0', ...headers },
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(requestTimeoutMs),
    }).catch(() => {
      throw new TransportError(null);
    });
    if (!reply.ok) throw new TransportError(reply.status, await codeOf(reply));
    return reply;
  }
}

function offsetOf(reply: Response): number {
  const offset = Number(reply.headers.get('Upload-Offset') ?? Number.NaN);
  if (!Number.isSafeInteger(offset) || offset < 0) throw new TransportError(reply.status);
  return offset;
}

/** The product's own error code; a proxy's page in between has none. */
async function codeOf(reply: Response): Promise<string | null> {
  const body: unknown = await reply.json().catch(() => null);
  return body && typeof body === 'object' && 'code' in body ? String(body.code) : null;
}
