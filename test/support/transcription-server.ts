/** A transcription service on this machine that speaks the documented API of `audio/transcriptions`. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the service understood it. */
export interface HeardRequest {
  readonly authorization: string | undefined;
  readonly fields: Record<string, string>;
  readonly file: { readonly name: string; readonly type: string; readonly bytes: Buffer };
}

/** What the service answers next: a status, and a body or an address to go to. */
export interface PlannedReply {
  readonly status: number;
  readonly body?: unknown;
  readonly location?: string;
}

/** Starts the service. `plan` holds its next answers; without one it hears two sentences. */
export async function startTranscriptionServer() {
  const heard: HeardRequest[] = [];
  const plan: PlannedReply[] = [];
  const server = createServer((request, response) => {
    void read(request).then((understood) => {
      heard.push(understood);
      const { status, body, location } = plan.shift() ?? { status: 200, body: twoSentences };
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(location ? { location } : {}),
      });
      response.end(JSON.stringify(body ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    heard,
    plan,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** What {@link startTranscriptionServer} makes. */
export type TranscriptionServer = Awaited<ReturnType<typeof startTranscriptionServer>>;

const twoSentences = {
  task: 'transcribe',
  language: 'english',
  duration: 2,
  text: 'Hello Jane. This is the tour.',
  segments: [
    { id: 0, start: 0, end: 1, text: ' Hello Jane.', no_speech_prob: 0.01, avg_logprob: -0.2 },
    { id: 1, start: 1, end: 2, text: ' This is the tour.', no_speech_prob: 0.01, avg_logprob: -0.2 },
  ],
};

async function read(request: IncomingMessage): Promise<HeardRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = new Response(Buffer.concat(chunks), {
    headers: { 'content-type': String(request.headers['content-type']) },
  });
  const form = await body.formData();
  const file = form.get('file') as File;
  const fields = Object.fromEntries(
    [...form.entries()].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  return {
    authorization: request.headers.authorization,
    fields,
    file: { name: file.name, type: file.type, bytes: Buffer.from(await file.arrayBuffer()) },
  };
}
