/** A workspace with something in it, made over HTTP as a script of the customer would. Called by the specs of `test/e2e`. */
import type { CreatedVideo, Link, Prospect, Video } from '@app/contracts';
import { readFile } from 'node:fs/promises';
import type { APIRequestContext, APIResponse } from 'playwright-core';
import { eventually } from './person.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** A member over HTTP; signing up signs the browser of the request context in as well. */
export class Member {
  /** @param origin e.g. `http://localhost:3000` */
  constructor(
    private readonly request: APIRequestContext,
    private readonly origin: string,
  ) {}

  /** Reads. @throws when the answer is not a success */
  async get<Body>(path: string): Promise<Body> {
    return answerOf(await this.request.get(this.api(path)));
  }

  /** Sends. @throws when the answer is not a success */
  async send<Body>(method: 'POST' | 'PUT' | 'PATCH', path: string, data: object = {}): Promise<Body> {
    return answerOf(await this.request.fetch(this.api(path), { method, data }));
  }

  /** Makes the workspace and its admin. */
  async signUp(name = 'Ada Admin'): Promise<void> {
    const person = {
      workspaceName: 'Acme',
      name,
      email: 'ada@acme.example',
      password: 'correct horse battery',
    };
    await this.send('POST', '/auth/sign-up', person);
  }

  /** Sends a file and waits until it is ready. */
  async publish(file: string, title: string): Promise<Video> {
    const { id } = await this.send<CreatedVideo>('POST', '/videos', { title, kind: 'file' });
    await this.upload(id, 0, await readFile(file));
    await this.send('POST', `/videos/${id}/finish`, { runs: 1 });
    return eventually(
      () => this.get<Video>(`/videos/${id}`),
      ({ state }) => state === 'ready',
      `“${title}” is ready`,
    );
  }

  /** Sends a file that is no video, and waits until it has failed. */
  async fail(title: string): Promise<void> {
    const { id } = await this.send<CreatedVideo>('POST', '/videos', { title, kind: 'file' });
    await this.upload(id, 0, Buffer.from('no video'));
    await eventually(
      () => this.get<Video>(`/videos/${id}`),
      ({ state }) => state === 'failed',
      `“${title}” has failed`,
    );
  }

  /** Sends the bytes of one run. */
  async upload(videoId: string, run: number, data: Buffer): Promise<void> {
    const tus = { 'tus-resumable': '1.0.0' };
    const created = await this.request.post(this.api('/uploads'), {
      headers: {
        ...tus,
        'upload-length': String(data.length),
        'upload-metadata': `videoId ${base64(videoId)},run ${base64(String(run))},filename ${base64('video.mp4')}`,
      },
    });
    const upload = created.headers()['location']?.split('/').at(-1);
    const headers = { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
    const sent = await this.request.patch(this.api(`/uploads/${upload}`), { headers, data });
    if (!sent.ok()) throw new Error(`The upload answered ${sent.status()}: ${await sent.text()}`);
  }

  /** Makes a prospect. */
  prospect(firstName: string, company = 'Globex'): Promise<Prospect> {
    const email = `${firstName.toLowerCase()}@globex.example`;
    return this.send('POST', '/prospects', { email, firstName, lastName: 'Doe', company });
  }

  /** Makes a link. @param settings as `POST /links` takes them */
  link(videoId: string, settings: object = {}): Promise<Link> {
    return this.send('POST', '/links', { videoId, ...settings });
  }

  private api(path: string): string {
    return `${this.origin}/api/v1${path}`;
  }
}

async function answerOf<Body>(reply: APIResponse): Promise<Body> {
  const text = await reply.text();
  if (!reply.ok()) throw new Error(`${reply.url()} answered ${reply.status()}: ${text}`);
  return (text === '' ? null : JSON.parse(text)) as Body;
}

const agent = {
  'user-agent':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36',
  'sec-ch-ua': '"Chromium";v="150"',
};

/** Watches the first `watchedMs` of a link as the page's script would tell it, presses the first button and replies. */
export async function watchOverHttp(
  origin: string,
  { slug }: Link,
  watchedMs: number,
  text: string,
): Promise<void> {
  const post = async (path: string, body: object) => {
    const headers = { ...agent, 'content-type': 'application/json' };
    const reply = await fetch(`${origin}/api/v1${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`);
    return reply;
  };
  const opened = await post('/visits', { slug, page: { isVisible: true } });
  const { id, token } = (await opened.json()) as { id: string; token: string };
  const spans = [{ from: 0, to: watchedMs, rate: 1, muted: false, elapsed: watchedMs }];
  const events = [
    { type: 'input', isTrusted: true },
    { type: 'played', isTrusted: true },
  ];
  await post('/beacons', { token, seq: 0, spans, events });
  await post(`/visits/${id}/clicks`, { token, index: 0 });
  await post(`/visits/${id}/replies`, { token, text });
}
