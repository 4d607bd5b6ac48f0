import type { CreatedVideo, ErrorBody, Video } from '@app/contracts';
import { randomUUID } from 'node:crypto';
import { type Socket, connect } from 'node:net';

/** What a request answered; `body` is parsed JSON, or null. */
export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body & ErrorBody;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** A signed-in member who speaks HTTP and tus to an API. */
export class MemberClient {
  private constructor(
    private readonly origin: string,
    readonly cookie: string,
  ) {}

  /** Signs up as the admin of a new workspace (`SIGN_UP=open`). */
  static async signUp(origin: string): Promise<MemberClient> {
    const reply = await fetch(`${origin}/api/v1/auth/sign-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        workspaceName: 'Test',
        name: 'Ann',
        email: `${randomUUID()}@example.com`,
        password: 'correct horse battery',
      }),
    });
    if (reply.status !== 201) throw new Error(`Sign-up answered ${reply.status}: ${await reply.text()}`);
    return new MemberClient(origin, reply.headers.get('set-cookie')?.split(';')[0] ?? '');
  }

  /** The same session, at another API of the same installation. */
  at(origin: string): MemberClient {
    return new MemberClient(origin, this.cookie);
  }

  async call<Body = unknown>(method: string, path: string, body?: object): Promise<Answer<Body>> {
    const reply = await fetch(`${this.origin}/api/v1${path}`, {
      method,
      headers: { cookie: this.cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return this.answer<Body>(reply);
  }

  async createVideo(kind: 'recording' | 'file' = 'recording', title = 'Hello'): Promise<CreatedVideo> {
    return (await this.call<CreatedVideo>('POST', '/videos', { title, kind })).body;
  }

  async video(id: string): Promise<Video> {
    return (await this.call<Video>('GET', `/videos/${id}`)).body;
  }

  /** A tus creation. @param lengthBytes deferred when left out */
  async beginUpload(
    videoId: string,
    {
      run = 0,
      lengthBytes,
      filename = 'take.mp4',
    }: { run?: number; lengthBytes?: number; filename?: string } = {},
  ): Promise<Answer<unknown> & { id: string }> {
    const metadata = `videoId ${base64(videoId)},run ${base64(String(run))},filename ${base64(filename)}`;
    const length: Record<string, string> =
      lengthBytes === undefined ? { 'upload-defer-length': '1' } : { 'upload-length': String(lengthBytes) };
    const answer = await this.tus('POST', '', { 'upload-metadata': metadata, ...length });
    return { ...answer, id: answer.headers.get('location')?.split('/').at(-1) ?? '' };
  }

  /** A tus part. @param lengthBytes tells a deferred length with it */
  appendPart(id: string, offset: number, bytes: Uint8Array, lengthBytes?: number): Promise<Answer<unknown>> {
    return this.tus(
      'PATCH',
      `/${id}`,
      {
        'upload-offset': String(offset),
        'content-type': 'application/offset+octet-stream',
        ...(lengthBytes === undefined ? {} : { 'upload-length': String(lengthBytes) }),
      },
      bytes,
    );
  }

  /** Begins a part of `announcedBytes` at offset 0 and sends only these bytes; the caller ends the connection. */
  sendPartSlowly(id: string, bytes: string, announcedBytes: number): Socket {
    const { hostname, port } = new URL(this.origin);
    const socket = connect(Number(port), hostname);
    socket.write(
      `PATCH /api/v1/uploads/${id} HTTP/1.1\r\nHost: ${hostname}\r\nCookie: ${this.cookie}\r\nTus-Resumable: 1.0.0\r\n` +
        `Upload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: ${announcedBytes}\r\n\r\n`,
    );
    socket.write(bytes);
    return socket;
  }

  /** Any tus request. */
  async tus(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    bytes?: Uint8Array,
  ): Promise<Answer<unknown>> {
    const reply = await fetch(`${this.origin}/api/v1/uploads${path}`, {
      method,
      headers: { cookie: this.cookie, 'tus-resumable': '1.0.0', ...headers },
      ...(bytes ? { body: Buffer.from(bytes) } : {}),
    });
    return this.answer(reply);
  }

  private async answer<Body>(reply: Response): Promise<Answer<Body>> {
    const text = await reply.text();
    const body = text === '' ? null : JSON.parse(text);
    return { status: reply.status, headers: reply.headers, body };
  }
}
