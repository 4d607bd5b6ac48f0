/** A push service on this machine (RFC 8030), with a certificate of its own authority. */
import { type IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';

/** A push as the service got it. */
export interface ReceivedPush {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Starts the service. `plan` holds how it answers the next pushes: a status, or breaking off; without one it takes them. */
export async function startPushService() {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  const received: ReceivedPush[] = [];
  const plan: (number | 'break')[] = [];
  let connections = 0;
  const server = createServer({ key, cert }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = plan.shift() ?? 201;
      if (answer === 'break' || answer < 300)
        received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) });
      if (answer === 'break') return request.socket.destroy();
      response.writeHead(answer, answer < 400 && answer >= 300 ? { location: '/elsewhere' } : {}).end();
    });
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    /** Where pushes for a browser go. */
    endpoint: (name: string, host = 'localhost') => `https://${host}:${port}/${name}`,
    ca: cert,
    received,
    plan,
    connections: () => connections,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** What {@link startPushService} makes. */
export type PushService = Awaited<ReturnType<typeof startPushService>>;
