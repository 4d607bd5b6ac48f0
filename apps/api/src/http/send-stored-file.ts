import { AppError } from '@app/contracts';
import { type OpenedObject, type Storage, StorageError } from '@app/storage';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { type AskedRange, isKnown, rangeOf } from './conditional-request.js';

/** How a stored file is sent. */
export interface SendOptions {
  cacheControl: string;
  /** Told once for each playing: when the whole is asked for, or a range from the beginning on. */
  onBegin?: () => Promise<void>;
}

/**
 * Answers with an object of the storage, whole or in ranges as RFC 9110 §14 has them.
 * @throws AppError not-found
 */
export async function sendStoredFile(
  storage: Storage,
  key: string,
  request: FastifyRequest,
  reply: FastifyReply,
  { cacheControl, onBegin }: SendOptions,
) {
  const facts = await storage.stat(key);
  if (!facts) throw new AppError('not-found');
  const range = rangeOf(request, facts.sizeBytes, facts.etag);
  if (!range || range === 'unsatisfiable' || range.start === 0) await onBegin?.();
  reply
    .header('ETag', facts.etag)
    .header('Cache-Control', cacheControl)
    .header('Accept-Ranges', 'bytes')
    .type(facts.contentType);
  if (isKnown(request, facts.etag)) return reply.status(304).send();
  if (range === 'unsatisfiable')
    return reply.status(416).header('Content-Range', `bytes */${facts.sizeBytes}`).send();
  const length = range ? range.end - range.start + 1 : facts.sizeBytes;
  reply.status(range ? 206 : 200).header('Content-Length', length);
  if (range) reply.header('Content-Range', `bytes ${range.start}-${range.end}/${facts.sizeBytes}`);
  // The framework would measure an empty body: a stream has no length but the one above.
  if (request.method === 'HEAD') return reply.send(Readable.from([]));
  const { stream } = await open(storage, key, range);
  return reply.send(stream);
}

async function open(storage: Storage, key: string, range?: AskedRange): Promise<OpenedObject> {
  try {
    return await storage.read(key, range && { range: { start: range.start, endInclusive: range.end } });
  } catch (error) {
    throw error instanceof StorageError && error.code === 'not-found' ? new AppError('not-found') : error;
  }
}
