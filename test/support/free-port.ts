import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below what the system gives to outgoing connections: one of those could take the port before the server does. */
const range = [10_000, 30_000] as const;

/** A TCP port of 127.0.0.1 that was free a moment ago, for servers that cannot choose one themselves. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(...range);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '0.0.0.0', () => server.close(() => resolve(true)));
  });
}
