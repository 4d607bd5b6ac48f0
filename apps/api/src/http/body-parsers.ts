import { captionLimits } from '@app/contracts';
import type { FastifyInstance } from 'fastify';
import { apiPath } from './api-path.js';

/** Largest beacon, bytes (4-tracking, "On the page"). */
export const maxBeaconBytes = 16 * 1024;
/** Largest CSV import, bytes. */
const maxCsvBytes = 32 * 1024 * 1024;
const importPath = `/${apiPath('prospects/import')}`;
/** WebVTT, and SubRip under the names that are in use. */
export const captionFileTypes = ['text/vtt', 'application/x-subrip', 'text/srt'];

/**
 * Content types beside JSON: beacons come as `text/plain` (no preflight), imports as `text/csv`,
 * captions as the files they are,
 * and the parts of an upload pass through unread: the upload server takes the raw request.
 */
export function addBodyParsers(fastify: FastifyInstance): void {
  // Many clients name JSON on every request, also where they send nothing: that is no broken body.
  fastify.addHook('onRequest', async ({ headers }) => {
    const isEmpty =
      headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
    if (isEmpty && headers['content-type']?.startsWith('application/json')) delete headers['content-type'];
  });
  // A whole file of rows, also where it comes as JSON; nowhere else is JSON that large.
  fastify.addHook('onRoute', (route) => {
    if (route.url === importPath) route.bodyLimit = maxCsvBytes;
  });
  fastify.addContentTypeParser(
    'text/plain',
    { parseAs: 'string', bodyLimit: maxBeaconBytes },
    (_, body, done) => done(null, body),
  );
  fastify.addContentTypeParser(
    ['text/csv', 'application/csv'],
    { parseAs: 'buffer', bodyLimit: maxCsvBytes },
    (_, body, done) => done(null, body),
  );
  fastify.addContentTypeParser(
    captionFileTypes,
    { parseAs: 'buffer', bodyLimit: captionLimits.fileBytes },
    (_, body, done) => done(null, body),
  );
  fastify.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null));
}
