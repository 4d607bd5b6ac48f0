/**
 * The five requests of tus 1.0.0 that a growing upload needs (https://tus.io/protocols/resumable-upload),
 * behind a port so that the uploader can be tested without a network.
 */

/** What `Upload-Metadata` carries (`3-http.md`). */
export interface RunMetadata {
  videoId: string;
  run: number;
  filename: string;
}

/** What the server knows of an upload. */
export interface RemoteUpload {
  offset: number;
  /** null while the length is still deferred. */
  lengthBytes: number | null;
}

/** A request that was answered with an error, or not answered at all. */
export class TransportError extends Error {
  /**
   * @param status HTTP status; null when there was no answer
   * @param code the `code` of the answer's body, if it had one
   * @param details the `details` of the answer's body, if it had some
   */
  constructor(
    readonly status: number | null,
    readonly code: string | null = null,
    readonly details: unknown = null,
  ) {
    super(status === null ? 'The server could not be reached.' : `The server answered ${status}.`);
    this.name = 'TransportError';
  }

  /** The upload does not exist (any more). */
  get isGone(): boolean {
    return this.status === 404 || this.status === 410;
  }

  /** Repeating the same request can help: no answer, signed out, a conflict of offsets, a busy or broken server. */
  get canRetry(): boolean {
    if (this.status === null || this.status >= 500) return true;
    return [401, 408, 409, 423, 425, 429].includes(this.status);
  }
}

/** Speaks tus; every method throws {@link TransportError}. */
export interface TusTransport {
  /** Creates an upload with deferred length. @returns its address */
  create(metadata: RunMetadata): Promise<string>;
  /** @returns how far the server is */
  head(url: string): Promise<RemoteUpload>;
  /**
   * Sends bytes at `offset`.
   * @param lengthBytes declares the whole length, once, when it is known
   * @returns the server's new offset
   */
  patch(
    url: string,
    offset: number,
    body: Uint8Array<ArrayBuffer>,
    lengthBytes: number | null,
  ): Promise<number>;
  /** Ends the upload and deletes what arrived. */
  terminate(url: string): Promise<void>;
}

/** `key base64(value),…` as the protocol wants it; values may be any Unicode text. */
export function encodeMetadata(metadata: RunMetadata): string {
  return Object.entries(metadata)
    .map(([key, value]) => {
      const bytes = new TextEncoder().encode(String(value));
      return `${key} ${btoa(String.fromCodePoint(...bytes))}`;
    })
    .join(',');
}
