import type { FastifyInstance } from 'fastify';

const lookEveryMs = 100;
/** How long requests that are running may take to end, milliseconds: half of what `npm start` waits for a service. */
const graceMs = 5_000;

/**
 * Lets running requests end when the server stops, and nothing hold it up for longer than the grace: neither a connection
 * that is kept alive after its last reply, nor one whose client went away without a word.
 */
export function closeGracefully(fastify: FastifyInstance): void {
  fastify.addHook('preClose', async () => {
    const { server } = fastify;
    const look = setInterval(() => server.closeIdleConnections(), lookEveryMs).unref();
    const end = setTimeout(() => server.closeAllConnections(), graceMs).unref();
    server.once('close', () => {
      clearInterval(look);
      clearTimeout(end);
    });
  });
}
