import { TransportError, type RunMetadata, type TusTransport } from '../tus-transport';

/** A tus server in memory whose line can fail before or after a request took effect. */
export class FakeTusServer implements TusTransport {
  readonly uploads = new Map<string, { metadata: RunMetadata; bytes: Buffer; length: number | null }>();
  readonly terminated: string[] = [];
  readonly patchSizes: number[] = [];
  /** Consulted once per request: what goes wrong with it. */
  trouble: () => 'none' | 'request-lost' | 'answer-lost' | number = () => 'none';

  async create(metadata: RunMetadata): Promise<string> {
    return this.pass(() => {
      const url = `/uploads/${this.uploads.size}`;
      this.uploads.set(url, { metadata, bytes: Buffer.alloc(0), length: null });
      return url;
    });
  }

  async head(url: string) {
    return this.pass(() => {
      const upload = this.find(url);
      return { offset: upload.bytes.length, lengthBytes: upload.length };
    });
  }

  async patch(url: string, offset: number, bytes: Uint8Array, lengthBytes: number | null): Promise<number> {
    return this.pass(() => {
      const upload = this.find(url);
      if (offset !== upload.bytes.length) throw new TransportError(409);
      if (lengthBytes !== null && upload.length !== null) throw new TransportError(400);
      upload.length ??= lengthBytes;
      upload.bytes = Buffer.concat([upload.bytes, bytes]);
      this.patchSizes.push(bytes.length);
      return upload.bytes.length;
    });
  }

  async terminate(url: string): Promise<void> {
    this.terminated.push(url);
    this.uploads.delete(url);
  }

  private find(url: string) {
    const upload = this.uploads.get(url);
    if (!upload) throw new TransportError(404);
    return upload;
  }

  private pass<T>(work: () => T): T {
    const trouble = this.trouble();
    if (trouble === 'request-lost') throw new TransportError(null);
    if (typeof trouble === 'number') throw new TransportError(trouble, trouble === 507 ? 'no-space' : null);
    const answer = work();
    if (trouble === 'answer-lost') throw new TransportError(null);
    return answer;
  }
}
